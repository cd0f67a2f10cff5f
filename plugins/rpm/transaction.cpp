// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/rpm/transaction.h"

#include <fcntl.h>
#include <rpm/header.h>
#include <rpm/rpmdb.h>
#include <rpm/rpmio.h>
#include <rpm/rpmtd.h>
#include <rpm/rpmte.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "libverify/package/rpm_reader.h"
#include "plugins/rpm/rpm_reading.h"

namespace mme {
namespace {

struct FreeIterator {
    void operator()(rpmtsi iterator) const noexcept { rpmtsiFree(iterator); }
};
using Elements = std::unique_ptr<std::remove_pointer_t<rpmtsi>, FreeIterator>;

struct FreeMatches {
    void operator()(rpmdbMatchIterator iterator) const noexcept { rpmdbFreeIterator(iterator); }
};
using Matches = std::unique_ptr<std::remove_pointer_t<rpmdbMatchIterator>, FreeMatches>;

struct FreeTagData {
    void operator()(rpmtd data) const noexcept {
        rpmtdFreeData(data);
        rpmtdFree(data);
    }
};
using TagData = std::unique_ptr<std::remove_pointer_t<rpmtd>, FreeTagData>;

/// The front end opens and closes the file; our copy of the descriptor outlives its.
Result<PackageFile> open_element(rpmts ts, rpmte te, const std::string& shown) {
    auto* file = static_cast<FD_t>(rpmtsNotify(ts, te, RPMCALLBACK_INST_OPEN_FILE, 0, 0));
    Fd copy(file == nullptr ? -1 : ::fcntl(Fileno(file), F_DUPFD_CLOEXEC, 3));
    rpmtsNotify(ts, te, RPMCALLBACK_INST_CLOSE_FILE, 0, 0);
    if (!copy) return fail(Code::internal_error, shown + ": the package manager could not open the package");
    return PackageFile::adopt(std::move(copy), shown);
}

/// Where the descriptor's file lies, for a manifest beside it.
std::optional<std::string> path_of(const Result<PackageFile>& file) {
    if (!file) return std::nullopt;
    std::error_code error;
    const auto path =
        std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(file->descriptor()), error);
    if (error) return std::nullopt;
    return path.string();
}

std::string evr_of(Header header) {
    std::unique_ptr<char, decltype(&std::free)> evr(headerGetAsString(header, RPMTAG_EVR), &std::free);
    return evr ? std::string{evr.get()} : std::string{};
}

std::vector<std::string> installed_versions(rpmts ts, rpmte te) {
    std::vector<std::string> versions;
    const Matches matches(rpmtsInitIterator(ts, RPMDBI_NAME, rpmteN(te), 0));
    while (Header header = rpmdbNextIterator(matches.get())) versions.push_back(evr_of(header));
    return versions;
}

std::string text_or_empty(const char* text) {
    return text == nullptr ? std::string{} : std::string{text};
}

/// What rpm took from the file is what the judgement reads in it; or why not.
Result<PackageFile> compared(rpmte te, Result<PackageFile> file) {
    if (!file) return file;
    if (auto same = compare_with_rpm(te, *file); !same) return std::move(same).error();
    return file;
}

Element element_of(rpmts ts, rpmte te) {
    const std::string shown = text_or_empty(rpmteNEVRA(te));
    auto opened = open_element(ts, te, shown);
    auto path = path_of(opened);
    auto file = compared(te, std::move(opened));
    auto relocated = relocated_paths(te, shown);
    if (!relocated) file = relocated.error();
    return {.shown = shown,
            .path = std::move(path),
            .file = std::move(file),
            .check_location = false,  // psm_pre compares the header, rpm the files with its digests
            .digests_disabled = (rpmtsFlags(ts) & RPMTRANS_FLAG_NOFILEDIGEST) != 0,
            .installed_versions = installed_versions(ts, te),
            .extra_paths = relocated ? std::move(*relocated) : std::vector<PayloadPath>{}};
}

}  // namespace

std::string root_of(rpmts ts) {
    std::string root = text_or_empty(rpmtsRootDir(ts));
    while (root.ends_with('/')) root.pop_back();
    return root;
}

Request request_of(rpmts ts) {
    Request request{
        .action = "install", .front_end = "rpm", .root = root_of(ts), .elements = {}, .objections = {}};
    const Elements elements(rpmtsiInit(ts));
    while (rpmte te = rpmtsiNext(elements.get(), TR_ADDED)) request.elements.push_back(element_of(ts, te));
    return request;
}

Result<Sha256> immutable_sha256(Header header) {
    const TagData data(rpmtdNew());
    if (headerGet(header, RPMTAG_HEADERIMMUTABLE, data.get(), HEADERGET_DEFAULT) == 0)
        return fail(Code::integrity_check_disabled, "the header has no immutable region to compare");
    return rpm_header_sha256(ByteView(static_cast<const std::uint8_t*>(data->data), data->count));
}

std::string fingerprint_of(rpmts ts) {
    std::string text = (rpmtsFlags(ts) & RPMTRANS_FLAG_NOFILEDIGEST) != 0 ? "no file digests\n" : "";
    const Elements elements(rpmtsiInit(ts));
    while (rpmte te = rpmtsiNext(elements.get(), TR_ADDED)) text += text_or_empty(rpmteNEVRA(te)) + "\n";
    return text;
}

}  // namespace mme
