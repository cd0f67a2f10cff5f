// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/clamd.h"

#include "tools/mmemanifest/engine/clamd_pool.h"
#include "tools/mmemanifest/engine/file_engine.h"

namespace mme {
namespace {

/// Beyond these of its options a daemon leaves steps out, says OK and tells nobody: what they are set to
/// cannot be asked, and no test file proves it without a signature of the daemon's own database.
constexpr const char* unknown_limits =
    "MaxRecursion,MaxFiles,MaxScanTime,MaxEmbeddedPE,MaxHTMLNormalize,MaxHTMLNoTags,MaxScriptNormalize,"
    "MaxZipTypeRcg,MaxPartitions,MaxIconsPE,MaxRecHWP3,PCREMatchLimit,PCRERecMatchLimit,PCREMaxFileSize,"
    "BytecodeTimeout,AlertExceedsMax,AlertEncrypted";

std::string settings_of(const ClamdOptions& options) {
    std::string text = "clamd";
    for (const auto& address : options.addresses) text += ' ' + address.shown();
    return text + " timeout-seconds=" + std::to_string(options.timeout.count()) +
           " file-limit=tried-with-eicar unknown=" + unknown_limits;
}

std::string database_of(const EngineFacts& facts) {
    return facts.version + "/" + facts.database_version + " of " + to_rfc3339(facts.database_date);
}

FileAnswer other_database(const ClamdNode& node, const EngineFacts& found, const EngineFacts& stated) {
    return {FileState::not_scanned, "clamd at " + node.address.shown() + " has " + database_of(found) +
                                        ", the scan began with " + database_of(stated)};
}

FileAnswer over_its_limits(const ClamdNode& node) {
    return {FileState::not_scanned,
            "clamd at " + node.address.shown() +
                " does not find EICAR in a file of this size; raise its MaxFileSize, MaxScanSize and "
                "StreamMaxLength"};
}

class Clamd final : public FileEngine {
  public:
    explicit Clamd(ClamdOptions options) : options_(std::move(options)), pool_(options_) {}

    Status open();

    [[nodiscard]] const EngineFacts& facts() const override { return facts_; }
    [[nodiscard]] Result<EngineFacts> ask_facts(const PackageTime& time) const override;
    [[nodiscard]] unsigned threads() const override { return options_.connections; }
    [[nodiscard]] FileAnswer scan(const SpooledFile& file, const EngineFacts& stated,
                                  const PackageTime& time) const override;

  private:
    Result<FileAnswer> scan_at(ClamdNode& node, ClamdConnection& connection, const SpooledFile& file,
                               const EngineFacts& stated, const PackageTime& time) const;
    Result<EngineFacts> facts_at(ClamdConnection& connection) const;
    Result<EngineFacts> facts_of(const ClamdNode& node) const;
    Result<FileAnswer> probe(const ClamdNode& node, const SpooledFile& file, const PackageTime& time) const;
    Status check_finds_eicar(const ClamdNode& node) const;
    Status check_same(const ClamdNode& node, const EngineFacts& facts) const;

    ClamdOptions options_;
    EngineFacts facts_;
    mutable ClamdPool pool_;
};

Result<EngineFacts> Clamd::facts_at(ClamdConnection& connection) const {
    MME_TRY(auto facts, connection.ask_version());
    facts.settings = settings_of(options_);
    return facts;
}

Result<EngineFacts> Clamd::facts_of(const ClamdNode& node) const {
    MME_TRY(auto connection,
            ClamdConnection::open(node.address, options_.zone, PackageTime{}.end_within(options_.timeout)));
    return facts_at(connection);
}

Result<EngineFacts> Clamd::ask_facts(const PackageTime& time) const {
    Result<EngineFacts> facts = fail(Code::internal_error, "no clamd was asked");
    const auto answer =
        pool_.ask(options_.timeout, time, [&](ClamdNode&, ClamdConnection& connection) -> Result<FileAnswer> {
            facts = facts_at(connection);
            if (!facts) return facts.error();
            return FileAnswer{};
        });
    if (facts || answer.text.empty()) return facts;
    return fail(Code::internal_error, answer.text);
}

FileAnswer Clamd::scan(const SpooledFile& file, const EngineFacts& stated, const PackageTime& time) const {
    return pool_.ask(options_.timeout, time, [&](ClamdNode& node, ClamdConnection& connection) {
        return scan_at(node, connection, file, stated, time);
    });
}

// On a connection of its own, since a daemon closes the one on which a file was over its limits.
Result<FileAnswer> Clamd::probe(const ClamdNode& node, const SpooledFile& file,
                                const PackageTime& time) const {
    MME_TRY(auto connection,
            ClamdConnection::open(node.address, options_.zone, time.end_within(options_.timeout)));
    return connection.scan(file);
}

// The daemon may load another database at any time, or be another one behind the same address.
Result<FileAnswer> Clamd::scan_at(ClamdNode& node, ClamdConnection& connection, const SpooledFile& file,
                                  const EngineFacts& stated, const PackageTime& time) const {
    MME_TRY(const auto before, facts_at(connection));
    if (before != stated) return other_database(node, before, stated);
    MME_TRY(const bool read, node.proven.covers(file.size, [&](const SpooledFile& archive) {
        return probe(node, archive, time);
    }));
    if (!read) return over_its_limits(node);
    MME_TRY(auto answer, connection.scan(file));
    if (answer.state == FileState::not_scanned) return answer;
    MME_TRY(const auto after, facts_at(connection));
    if (after != stated) return other_database(node, after, stated);
    return answer;
}

Status Clamd::check_finds_eicar(const ClamdNode& node) const {
    MME_TRY(const auto file, eicar_file());
    MME_TRY(const auto answer, probe(node, file, {}));
    if (answer.state == FileState::infected) return Done{};
    return fail(Code::internal_error, "clamd at " + node.address.shown() +
                                          " does not find the EICAR test file" +
                                          (answer.text.empty() ? "" : " (" + answer.text + ")") +
                                          "; give it a database that does (freshclam) and restart it");
}

Status Clamd::check_same(const ClamdNode& node, const EngineFacts& facts) const {
    if (facts_.title.empty() || facts_ == facts) return Done{};
    return fail(Code::internal_error, "clamd at " + node.address.shown() + " has " + database_of(facts) +
                                          ", the others have " + database_of(facts_) + "; update them all");
}

Status Clamd::open() {
    std::string failures;
    for (auto& node : pool_.nodes()) {
        auto facts = facts_of(node);
        if (!facts) {
            pool_.leave_out(node, facts.error().text());
            failures += "; clamd at " + node.address.shown() + ": " + facts.error().text();
            continue;
        }
        MME_CHECK(check_same(node, *facts));
        MME_CHECK(check_finds_eicar(node));
        facts_ = std::move(facts).value();
    }
    if (facts_.title.empty()) return fail(Code::internal_error, "no clamd can be used" + failures);
    return Done{};
}

}  // namespace

Result<std::unique_ptr<Engine>> open_clamd(ClamdOptions options) {
    auto engine = std::make_unique<Clamd>(std::move(options));
    MME_CHECK(engine->open());
    return std::unique_ptr<Engine>(std::move(engine));
}

}  // namespace mme
