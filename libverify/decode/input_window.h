// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/io/bytes.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// A file that is read from its start, through a window of bytes that were read and not yet consumed.
class InputWindow {
  public:
    static constexpr std::size_t most_bytes = std::size_t{128} << 10U;

    explicit InputWindow(const PackageFile& file) : file_(&file) {}

    [[nodiscard]] ByteView pending() const { return ByteView{buffer_}.subspan(used_, filled_ - used_); }
    /// Whether nothing follows what is pending.
    [[nodiscard]] bool is_last() const { return fetched_ == file_->size(); }
    /// Offset in the file of the first pending byte.
    [[nodiscard]] std::uint64_t position() const { return fetched_ - (filled_ - used_); }

    void consume(std::size_t count) { used_ += count; }
    /// Goes to an offset of the file that is not before position().
    void skip_to(std::uint64_t offset);
    /// Reads on, unless `least` bytes (at most most_bytes) are pending or the file is at its end.
    /// Errors: those of reading.
    Status fill(std::size_t least);

  private:
    const PackageFile* file_;
    Bytes buffer_ = Bytes(most_bytes);
    std::size_t used_ = 0;
    std::size_t filled_ = 0;
    std::uint64_t fetched_ = 0;
};

}  // namespace mme
