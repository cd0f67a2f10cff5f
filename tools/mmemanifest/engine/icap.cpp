// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/icap.h"

#include "tools/mmemanifest/engine/file_engine.h"
#include "tools/mmemanifest/engine/icap_connection.h"
#include "tools/mmemanifest/engine/probe.h"

namespace mme {
namespace {

constexpr std::chrono::seconds left_out_for{5};

class Icap final : public FileEngine {
  public:
    Icap(IcapEngineOptions options, std::unique_ptr<Engine> versions)
        : options_(std::move(options)), versions_(std::move(versions)) {}

    Status open();

    [[nodiscard]] const EngineFacts& facts() const override { return facts_; }
    [[nodiscard]] Result<EngineFacts> ask_facts(const PackageTime& time) const override;
    [[nodiscard]] unsigned threads() const override { return options_.connections; }
    [[nodiscard]] FileAnswer scan(const SpooledFile& file, const EngineFacts& stated,
                                  const PackageTime& time) const override;

  private:
    [[nodiscard]] std::string where() const { return "ICAP service " + options_.service.url + ": "; }
    [[nodiscard]] std::string settings_for(const std::string& istag) const {
        return "icap " + options_.service.url + " istag=" + reportable(istag) +
               " timeout-seconds=" + std::to_string(options_.timeout.count()) +
               " file-limit=tried-with-eicar unknown=all-other-limits";
    }
    Result<IcapOptions> ask_options(const PackageTime& time) const;
    Result<FileAnswer> scan_proven(const SpooledFile& file, const IcapOptions& service,
                                   const PackageTime& time) const;
    std::string recent_failure() const;
    void remember_failure(const std::string& text) const;

    IcapEngineOptions options_;
    std::unique_ptr<Engine> versions_;
    EngineFacts facts_;
    mutable ProvenSize proven_;
    mutable std::mutex mutex_;
    mutable Deadline unused_until_{};
    mutable std::string failure_;
};

Result<IcapOptions> Icap::ask_options(const PackageTime& time) const {
    auto options = ask_icap_options(options_.service, time.end_within(options_.timeout));
    if (!options) return fail(Code::internal_error, where() + options.error().text());
    return options;
}

Result<EngineFacts> Icap::ask_facts(const PackageTime& time) const {
    MME_TRY(const auto service, ask_options(time));
    MME_TRY(auto facts, versions_->ask_facts(time));
    facts.settings = settings_for(service.istag);
    return facts;
}

// A service that does not answer is left out for a while, so that the files of a package do not each
// wait for the time-out.
std::string Icap::recent_failure() const {
    const std::lock_guard lock(mutex_);
    return Deadline::clock::now() < unused_until_ ? failure_ : std::string();
}

void Icap::remember_failure(const std::string& text) const {
    const std::lock_guard lock(mutex_);
    unused_until_ = Deadline::clock::now() + left_out_for;
    failure_ = text;
}

Result<FileAnswer> Icap::scan_proven(const SpooledFile& file, const IcapOptions& service,
                                     const PackageTime& time) const {
    MME_TRY(const bool read, proven_.covers(file.size, [&](const SpooledFile& archive) {
        return scan_by_icap(options_.service, service, archive, time.end_within(options_.timeout));
    }));
    if (!read)
        return FileAnswer{FileState::not_scanned,
                          "the service does not find EICAR in a file of this size; raise its limits"};
    return scan_by_icap(options_.service, service, file, time.end_within(options_.timeout));
}

FileAnswer Icap::scan(const SpooledFile& file, const EngineFacts& stated, const PackageTime& time) const {
    // An empty body cannot be asked about (RFC 3507 knows null-body), and has nothing to scan.
    if (file.size == 0) return {FileState::clean, {}};
    if (auto failure = recent_failure(); !failure.empty())
        return {FileState::not_scanned, std::move(failure)};
    auto answer = [&]() -> Result<FileAnswer> {
        MME_TRY(const auto service, ask_icap_options(options_.service, time.end_within(options_.timeout)));
        if (settings_for(service.istag) != stated.settings)
            return FileAnswer{FileState::not_scanned, "the service's ISTag changed during the scan"};
        return scan_proven(file, service, time);
    }();
    if (!answer && time.is_over()) return {FileState::not_scanned, time_is_over(time)};
    if (!answer) {
        remember_failure(where() + answer.error().text());
        return {FileState::not_scanned, where() + answer.error().text()};
    }
    if (answer->state == FileState::not_scanned) answer->text = where() + answer->text;
    return std::move(answer).value();
}

Status Icap::open() {
    MME_TRY(const auto service, ask_options({}));
    MME_TRY(const auto probe, eicar_file());
    const auto answer =
        scan_by_icap(options_.service, service, probe, PackageTime{}.end_within(options_.timeout));
    if (!answer) return fail(Code::internal_error, where() + answer.error().text());
    if (answer->state != FileState::infected)
        return fail(Code::internal_error, where() + "it does not find the EICAR test file" +
                                              (answer->text.empty() ? "" : " (" + answer->text + ")"));
    MME_TRY(facts_, ask_facts({}));
    return Done{};
}

}  // namespace

Result<std::unique_ptr<Engine>> open_icap(IcapEngineOptions options, std::unique_ptr<Engine> versions) {
    auto engine = std::make_unique<Icap>(std::move(options), std::move(versions));
    MME_CHECK(engine->open());
    return std::unique_ptr<Engine>(std::move(engine));
}

}  // namespace mme
