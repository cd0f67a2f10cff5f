// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/rpm/rpm_reading.h"

#include <rpm/rpmfiles.h>
#include <sys/stat.h>

#include <cstdlib>
#include <memory>

#include "libverify/package/rpm_files.h"
#include "libverify/package/rpm_layout.h"
#include "libverify/package/rpm_tags.h"

namespace mme {
namespace {

struct FreeFiles {
    void operator()(rpmfiles files) const noexcept { rpmfilesFree(files); }
};
using FilesOfRpm = std::unique_ptr<std::remove_pointer_t<rpmfiles>, FreeFiles>;

std::string taken(char* text) {
    const std::unique_ptr<char, decltype(&std::free)> owner(text, &std::free);
    return text == nullptr ? std::string{} : std::string{text};
}

std::string text_of(const char* text) {
    return text == nullptr ? "(none)" : text;
}

std::string as_rpm_reads(rpmte te) {
    return text_of(rpmteN(te)) + " " + text_of(rpmteE(te)) + ":" + text_of(rpmteV(te)) + "-" +
           text_of(rpmteR(te)) + " " + text_of(rpmteA(te));
}

std::string as_we_read(const RpmHeader& header) {
    const auto text = [&](std::uint32_t tag) { return std::string{header.string(tag).value_or("(none)")}; };
    const auto epoch = header.number(rpm_tag::epoch);
    return text(rpm_tag::name) + " " + (epoch ? std::to_string(*epoch) : "(none)") + ":" +
           text(rpm_tag::version) + "-" + text(rpm_tag::release) + " " + text(rpm_tag::architecture);
}

bool same_file(rpmfiles theirs, int index, const RpmFiles& ours) {
    const auto at = static_cast<std::size_t>(index);
    if (taken(rpmfilesOFN(theirs, index)) != ours.path(at)) return false;
    if (rpmfilesFMode(theirs, index) != ours.mode(at)) return false;
    if (((rpmfilesFFlags(theirs, index) & RPMFILE_GHOST) != 0) != ours.is_ghost(at)) return false;
    if (rpmfilesFSize(theirs, index) != ours.stated_size(at)) return false;
    const char* target = rpmfilesFLink(theirs, index);
    return !S_ISLNK(ours.mode(at)) || (target != nullptr && ours.target(at) == target);
}

Error other_files(const PackageFile& file, const std::string& what) {
    return fail(Code::part_mismatch, file.shown() + ": rpm reads other files in this package: " + what);
}

Status compare_files(rpmte te, const PackageFile& file, const RpmFiles& ours) {
    const FilesOfRpm theirs(rpmteFiles(te));
    const auto count = static_cast<std::size_t>(rpmfilesFC(theirs.get()));
    if (count != ours.size())
        return other_files(file, std::to_string(count) + ", its header lists " + std::to_string(ours.size()));
    for (int i = 0; static_cast<std::size_t>(i) < count; ++i)
        if (!same_file(theirs.get(), i, ours))
            return other_files(file, taken(rpmfilesOFN(theirs.get(), i)) + " instead of " +
                                         ours.path(static_cast<std::size_t>(i)) +
                                         ", or with another type, mode, size or target");
    return Done{};
}

/// A directory may stand above a place that matters, a link may lead there; so the type counts.
PayloadPath described(rpmfiles files, int i, std::string path) {
    const rpm_mode_t mode = rpmfilesFMode(files, i);
    if (S_ISDIR(mode)) return {std::move(path), FileType::directory, {}};
    if (!S_ISLNK(mode)) return {std::move(path), FileType::file, {}};
    const char* target = rpmfilesFLink(files, i);
    return {std::move(path), FileType::symlink, target == nullptr ? "" : target};
}

}  // namespace

Status compare_with_rpm(rpmte te, const PackageFile& file) {
    const auto layout = read_rpm_layout(file);
    if (!layout) return Done{};
    const auto files = RpmFiles::open(file, layout->header);
    if (!files) return Done{};
    const std::string theirs = as_rpm_reads(te);
    const std::string ours = as_we_read(layout->header);
    if (theirs != ours)
        return fail(Code::subject_mismatch,
                    file.shown() + ": rpm reads this package as " + theirs + ", its bytes say " + ours);
    // A source package is unpacked where rpm's configuration says, and by no transaction.
    return rpmteIsSource(te) != 0 ? Status{Done{}} : compare_files(te, file, *files);
}

Result<std::vector<PayloadPath>> relocated_paths(rpmte te, const std::string& shown) {
    constexpr std::size_t most_bytes = std::size_t{64} << 20U;
    const FilesOfRpm files(rpmteFiles(te));
    std::vector<PayloadPath> paths;
    std::size_t bytes = 0;
    for (int i = 0; i < static_cast<int>(rpmfilesFC(files.get())); ++i) {
        std::string path = taken(rpmfilesFN(files.get(), i));
        if (path == taken(rpmfilesOFN(files.get(), i))) continue;
        PayloadPath one = described(files.get(), i, std::move(path));
        bytes += one.path.size() + one.target.size();
        if (bytes > most_bytes)
            return fail(Code::archive_malformed, shown + ": more than 64 MiB of relocated paths");
        paths.push_back(std::move(one));
    }
    return paths;
}

}  // namespace mme
