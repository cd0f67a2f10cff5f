// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of clamav.h.
#include <clamav.h>

#include "tools/mmemanifest/engine/clamav_database.h"
#include "tools/mmemanifest/engine/clamav_detection.h"
#include "tools/mmemanifest/engine/file_engine.h"

namespace mme {
namespace {

struct FreeEngine {
    void operator()(cl_engine* engine) const noexcept { cl_engine_free(engine); }
};
using Handle = std::unique_ptr<cl_engine, FreeEngine>;

constexpr long long max_file_bytes = 2'000'000'000;  // libclamav cannot map more
constexpr long long max_scan_bytes = 4'000'000'000;
constexpr long long max_scan_milliseconds = 600'000;

struct Limit {
    cl_engine_field field;
    long long value;
};
constexpr Limit engine_limits[] = {
    {CL_ENGINE_MAX_FILESIZE, max_file_bytes},
    {CL_ENGINE_MAX_SCANSIZE, max_scan_bytes},
    {CL_ENGINE_MAX_FILES, 1'000'000},
    {CL_ENGINE_MAX_RECURSION, 50},
    {CL_ENGINE_MAX_SCANTIME, max_scan_milliseconds},
    {CL_ENGINE_PCRE_MAX_FILESIZE, max_file_bytes},
    // Beyond these ClamAV leaves steps out and says nothing. The first four would have it read less of a file
    // than its size limit allows; the others bound work that grows faster than the file, and are stated.
    {CL_ENGINE_MAX_HTMLNORMALIZE, max_file_bytes},
    {CL_ENGINE_MAX_HTMLNOTAGS, max_file_bytes},
    {CL_ENGINE_MAX_SCRIPTNORMALIZE, max_file_bytes},
    {CL_ENGINE_MAX_ZIPTYPERCG, max_file_bytes},
    {CL_ENGINE_MAX_EMBEDDEDPE, 41'943'040},
    {CL_ENGINE_MAX_PARTITIONS, 128},
    {CL_ENGINE_MAX_ICONSPE, 100},
    {CL_ENGINE_MAX_RECHWP3, 16},
    {CL_ENGINE_PCRE_MATCH_LIMIT, 100'000},
    {CL_ENGINE_PCRE_RECMATCH_LIMIT, 2'000},
    {CL_ENGINE_BYTECODE_TIMEOUT, 60'000},
    {CL_ENGINE_DISABLE_CACHE, 1},  // a cached answer would forget that a limit was met
};

cl_scan_options scan_options() {
    cl_scan_options options{};
    options.general = CL_SCAN_GENERAL_HEURISTICS;
    options.parse = ~0U;
    options.heuristic =
        CL_SCAN_HEURISTIC_EXCEEDS_MAX | CL_SCAN_HEURISTIC_ENCRYPTED_ARCHIVE | CL_SCAN_HEURISTIC_ENCRYPTED_DOC;
    return options;
}

FileAnswer answer_for(cl_error_t outcome, const char* found) {
    if (outcome == CL_CLEAN && found == nullptr) return {FileState::clean, {}};
    if (outcome != CL_VIRUS) return {FileState::not_scanned, cl_strerror(outcome)};
    return clamav_detection(found == nullptr ? "unnamed" : found);
}

class Clamav final : public FileEngine {
  public:
    Clamav(Handle handle, EngineFacts facts, Sha256 content)
        : handle_(std::move(handle)), facts_(std::move(facts)), content_(content) {}

    [[nodiscard]] const EngineFacts& facts() const override { return facts_; }

    /// Two databases may state the same version.
    [[nodiscard]] std::optional<std::string> beyond_facts() const override {
        return "database " + content_.hex();
    }

    [[nodiscard]] FileAnswer scan(const SpooledFile& file, const EngineFacts& /*stated*/,
                                  const PackageTime& /*time*/) const override {
        if (file.size > static_cast<std::uint64_t>(max_file_bytes))
            return {FileState::not_scanned, "larger than the 2000000000 bytes that ClamAV reads"};
        const char* found = nullptr;
        unsigned long scanned = 0;
        cl_scan_options options = scan_options();
        const cl_error_t outcome =
            cl_scandesc(file.descriptor.get(), nullptr, &found, &scanned, handle_.get(), &options);
        return answer_for(outcome, found);
    }

  private:
    Handle handle_;
    EngineFacts facts_;
    Sha256 content_;
};

Error clamav_error(const std::string& doing, cl_error_t error) {
    return fail(Code::internal_error, "ClamAV could not " + doing + ": " + cl_strerror(error));
}

Status set_limits(cl_engine* engine) {
    for (const auto& limit : engine_limits)
        if (const auto error = cl_engine_set_num(engine, limit.field, limit.value); error != CL_SUCCESS)
            return clamav_error("set its limits", error);
    return Done{};
}

Result<Handle> load(const std::string& directory) {
    static const cl_error_t started = cl_init(CL_INIT_DEFAULT);
    if (started != CL_SUCCESS) return clamav_error("start", started);
    Handle engine(cl_engine_new());
    if (!engine) return fail(Code::internal_error, "ClamAV could not start: out of memory");
    MME_CHECK(set_limits(engine.get()));
    unsigned signatures = 0;
    if (const auto error = cl_load(directory.c_str(), engine.get(), &signatures, CL_DB_STDOPT);
        error != CL_SUCCESS)
        return clamav_error("load the database " + directory, error);
    if (signatures == 0)
        return fail(Code::internal_error, "ClamAV database " + directory + " holds no signatures");
    if (const auto error = cl_engine_compile(engine.get()); error != CL_SUCCESS)
        return clamav_error("compile the database " + directory, error);
    return engine;
}

}  // namespace

Result<std::unique_ptr<Engine>> open_clamav(const std::string& directory) {
    MME_TRY(auto database, read_clamav_database(directory));
    MME_TRY(auto handle, load(directory));
    MME_TRY(const auto after, read_clamav_database(directory));
    if (after != database)
        return fail(Code::internal_error,
                    "ClamAV database " + directory + " changed while it was loaded; start again");
    EngineFacts facts{"ClamAV", cl_retver(), std::move(database.version), database.date,
                      "max-file-bytes=2000000000 max-scan-bytes=4000000000 max-recursion=50 "
                      "max-scan-seconds=600 max-files=1000000 max-normalize-bytes=2000000000 "
                      "max-embedded-pe-bytes=41943040 max-partitions=128 max-icons-pe=100 max-rec-hwp3=16 "
                      "pcre-match-limit=100000 pcre-recursion-limit=2000 pcre-max-file-bytes=2000000000 "
                      "bytecode-milliseconds=60000 alert-exceeds-max alert-encrypted"};
    return std::unique_ptr<Engine>(
        std::make_unique<Clamav>(std::move(handle), std::move(facts), database.content));
}

}  // namespace mme
