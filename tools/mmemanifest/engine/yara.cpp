// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of yara.h.
#include <sys/stat.h>
#include <yara.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string_view>

#include "libverify/digest/hasher.h"
#include "tools/mmemanifest/engine/file_engine.h"

namespace mme {
namespace {

constexpr int timeout_seconds = 300;
constexpr std::uint64_t max_rules_bytes = std::uint64_t{256} << 20U;

// yr_initialize and yr_finalize count their calls, so each engine holds one.
struct Library {
    Library() : started(yr_initialize() == ERROR_SUCCESS) {}
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library() {
        if (started) yr_finalize();
    }
    bool started;
};

struct FreeRules {
    void operator()(YR_RULES* rules) const noexcept { yr_rules_destroy(rules); }
};
struct FreeCompiler {
    void operator()(YR_COMPILER* compiler) const noexcept { yr_compiler_destroy(compiler); }
};
using Rules = std::unique_ptr<YR_RULES, FreeRules>;
using Compiler = std::unique_ptr<YR_COMPILER, FreeCompiler>;

struct Findings {
    std::string rule;
    bool gave_up = false;
};

int on_message(YR_SCAN_CONTEXT* /*context*/, int message, void* data, void* user) noexcept {
    auto* findings = static_cast<Findings*>(user);
    try {
        if (message == CALLBACK_MSG_TOO_MANY_MATCHES) findings->gave_up = true;
        if (message == CALLBACK_MSG_RULE_MATCHING && findings->rule.empty())
            findings->rule = static_cast<YR_RULE*>(data)->identifier;
        return CALLBACK_CONTINUE;
    } catch (...) {
        return CALLBACK_ERROR;
    }
}

std::string words_for(int outcome) {
    if (outcome == ERROR_SCAN_TIMEOUT) return "time-out";
    return "YARA error " + std::to_string(outcome);
}

class Yara final : public FileEngine {
  public:
    Yara(std::unique_ptr<Library> library, Rules rules, EngineFacts facts)
        : library_(std::move(library)), rules_(std::move(rules)), facts_(std::move(facts)) {}

    [[nodiscard]] const EngineFacts& facts() const override { return facts_; }

    [[nodiscard]] FileAnswer scan(const SpooledFile& file, const EngineFacts& /*stated*/,
                                  const PackageTime& /*time*/) const override {
        Findings found;
        const int outcome = run(file.descriptor.get(), file.size, found);
        if (!found.rule.empty()) return {FileState::infected, found.rule};
        if (outcome != ERROR_SUCCESS) return {FileState::not_scanned, words_for(outcome)};
        if (found.gave_up) return {FileState::not_scanned, "too many matches of one string"};
        return {FileState::clean, {}};
    }

  private:
    int run(int descriptor, std::uint64_t size, Findings& found) const {
        constexpr int flags = SCAN_FLAGS_REPORT_RULES_MATCHING;
        static constexpr std::uint8_t nothing = 0;
        if (size == 0)  // an empty file cannot be mapped
            return yr_rules_scan_mem(rules_.get(), &nothing, 0, flags, on_message, &found, timeout_seconds);
        return yr_rules_scan_fd(rules_.get(), descriptor, flags, on_message, &found, timeout_seconds);
    }

    std::unique_ptr<Library> library_;  // outlives the rules
    Rules rules_;
    EngineFacts facts_;
};

void keep_first_error(int level, const char* file, int line, const YR_RULE* /*rule*/, const char* message,
                      void* user) noexcept {
    auto* text = static_cast<std::string*>(user);
    if (level != YARA_ERROR_LEVEL_ERROR || !text->empty()) return;
    try {
        *text = "line " + std::to_string(line) + ": " + message;
    } catch (...) {
        (void)file;  // the compiler's count of errors still refuses the rules
    }
}

Result<Rules> compile(const std::string& path, const std::string& text) {
    YR_COMPILER* made = nullptr;
    if (yr_compiler_create(&made) != ERROR_SUCCESS)
        return fail(Code::internal_error, "YARA could not start: out of memory");
    const Compiler compiler(made);
    std::string problem;
    yr_compiler_set_callback(compiler.get(), keep_first_error, &problem);
    yr_compiler_set_include_callback(compiler.get(), nullptr, nullptr, nullptr);
    if (yr_compiler_add_string(compiler.get(), text.c_str(), nullptr) != 0)
        return fail(Code::internal_error, "YARA rules " + path + ": " + problem);
    YR_RULES* rules = nullptr;
    if (yr_compiler_get_rules(compiler.get(), &rules) != ERROR_SUCCESS)
        return fail(Code::internal_error, "YARA rules " + path + " could not be compiled");
    return Rules(rules);
}

std::optional<Timestamp> day(const char* text) {
    int year = 0;
    unsigned month = 0;
    unsigned date = 0;
    if (text == nullptr ||
        std::sscanf(text, "%4d-%2u-%2u", &year, &month, &date) != 3)  // NOLINT(cert-err34-c)
        return std::nullopt;
    const std::chrono::year_month_day value{std::chrono::year(year), std::chrono::month(month),
                                            std::chrono::day(date)};
    if (!value.ok()) return std::nullopt;
    return Timestamp(std::chrono::sys_days(value));
}

std::optional<Timestamp> newest_date(YR_RULES* rules) {
    std::optional<Timestamp> newest;
    YR_RULE* rule = nullptr;
    yr_rules_foreach(rules, rule) {
        YR_META* meta = nullptr;
        yr_rule_metas_foreach(rule, meta) {
            if (meta->type != META_TYPE_STRING || std::string_view(meta->identifier) != "date") continue;
            if (const auto date = day(meta->string)) newest = std::max(newest.value_or(*date), *date);
        }
    }
    return newest;
}

Timestamp modified(const PackageFile& file) {
    struct stat status {};
    if (::fstat(file.descriptor(), &status) != 0) return {};
    return Timestamp(std::chrono::seconds(status.st_mtim.tv_sec));
}

Result<Bytes> read_rules(const PackageFile& file) {
    if (file.size() == 0 || file.size() > max_rules_bytes)
        return fail(Code::internal_error, "YARA rules " + file.shown() + " are empty or larger than 256 MiB");
    MME_TRY(auto text, file.read_range(0, file.size()));
    if (std::find(text.begin(), text.end(), 0) != text.end())
        return fail(Code::internal_error,
                    "YARA rules " + file.shown() + " hold a NUL byte; give rule source text");
    return text;
}

}  // namespace

Result<std::unique_ptr<Engine>> open_yara(const std::string& path) {
    auto opened = PackageFile::open(path);
    if (!opened) return std::move(opened).error().during("YARA rules");
    const PackageFile file = std::move(opened).value();
    MME_TRY(const auto text, read_rules(file));
    auto library = std::make_unique<Library>();
    if (!library->started) return fail(Code::internal_error, "YARA could not start");
    MME_TRY(auto rules, compile(path, std::string(as_text(text))));
    if (rules->num_rules == 0) return fail(Code::internal_error, "YARA rules " + path + " hold no rule");
    EngineFacts facts{"YARA", YR_VERSION, "sha256:" + sha256_of(text).hex(),
                      newest_date(rules.get()).value_or(modified(file)), "timeout-seconds=300"};
    return std::unique_ptr<Engine>(
        std::make_unique<Yara>(std::move(library), std::move(rules), std::move(facts)));
}

}  // namespace mme
