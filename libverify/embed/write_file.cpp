// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "libverify/embed/output.h"
#include "libverify/io/whole.h"

namespace mme {
namespace {

constexpr std::uint64_t copied_at_once = std::uint64_t{1} << 20U;

Error system_error(const std::filesystem::path& path, std::string_view what) {
    return fail(Code::internal_error,
                fmt::format("{} cannot be {}: {}", path.string(), what, std::strerror(errno)));
}

/// A file under a temporary name that disappears unless it is kept.
class Temporary {
  public:
    static Result<Temporary> make(const std::filesystem::path& output) {
        std::string name = output.string() + ".XXXXXX";
        Fd descriptor{::mkostemp(name.data(), O_CLOEXEC)};
        if (!descriptor) return system_error(output, "written");
        return Temporary{std::move(descriptor), std::move(name)};
    }
    Temporary(Temporary&& other) noexcept
        : descriptor_(std::move(other.descriptor_)), name_(std::exchange(other.name_, {})) {}
    Temporary& operator=(Temporary&&) = delete;
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() {
        if (!name_.empty()) ::unlink(name_.c_str());
    }

    [[nodiscard]] int descriptor() const noexcept { return descriptor_.get(); }
    [[nodiscard]] std::filesystem::path path() const { return name_; }

    Status keep_as(const std::filesystem::path& output) {
        if (::rename(name_.c_str(), output.c_str()) != 0) return system_error(output, "put in place");
        name_.clear();
        return Done{};
    }

  private:
    Temporary(Fd descriptor, std::string name) : descriptor_(std::move(descriptor)), name_(std::move(name)) {}
    Fd descriptor_;
    std::string name_;
};

mode_t mode_less_umask() {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0644U & ~mask;
}

/// The rename itself must survive a crash too.
Status sync_folder(const std::filesystem::path& output) {
    const auto folder = output.has_parent_path() ? output.parent_path() : std::filesystem::path{"."};
    const Fd descriptor{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!descriptor || ::fsync(descriptor.get()) != 0) return system_error(folder, "synced");
    return Done{};
}

}  // namespace

Status Output::write(ByteView bytes) {
    if (!write_all(descriptor_, bytes)) return system_error("the output", "written");
    return Done{};
}

Status Output::copy(const PackageFile& file, std::uint64_t offset, std::uint64_t length) {
    Bytes piece(std::min(length, copied_at_once));
    while (length > 0) {
        const std::span<std::uint8_t> part{piece.data(), std::min(length, copied_at_once)};
        MME_CHECK(file.read_at(offset, part));
        MME_CHECK(write(part));
        offset += part.size();
        length -= part.size();
    }
    return Done{};
}

Status write_through(const std::filesystem::path& output, const std::function<Status(Output&)>& fill,
                     const std::function<Status(const std::filesystem::path&)>& check) {
    MME_TRY(Temporary temporary, Temporary::make(output));
    Output sink{temporary.descriptor()};
    MME_CHECK(fill(sink));
    MME_CHECK(check(temporary.path()));
    if (::fchmod(temporary.descriptor(), mode_less_umask()) != 0 || ::fsync(temporary.descriptor()) != 0) {
        return system_error(output, "written");
    }
    MME_CHECK(temporary.keep_as(output));
    return sync_folder(output);
}

Status write_file_atomically(const std::filesystem::path& output, ByteView content) {
    return write_through(
        output, [&](Output& sink) { return sink.write(content); },
        [](const std::filesystem::path&) -> Status { return Done{}; });
}

}  // namespace mme
