// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decode/compress_codec.h"

#include <algorithm>
#include <array>
#include <vector>

#include "libverify/decode/code_reader.h"

namespace mme {
namespace {

constexpr unsigned least_bits = 9;
constexpr unsigned most_bits = 16;
constexpr std::uint32_t clear_code = 256;
constexpr std::uint32_t no_code = 1U << most_bits;

class CompressCodec final : public Codec {
  public:
    CodecStep step(ByteView in, std::span<std::uint8_t> out, bool last) override {
        CodecStep done;
        if (!started_) done.consumed = start(in, done.fault);
        while (started_ && done.fault.empty()) {
            done.produced += give(out.subspan(done.produced));
            if (done.produced == out.size()) return done;
            if (next_ > last_code()) done.fault = widen();
            if (!done.fault.empty()) return done;
            const auto code = codes_.next(bits_, in, done.consumed);
            if (code)
                done.fault = take(*code);
            else if (!last)
                return done;
            else
                return finish(done);
        }
        if (!started_ && last && done.fault.empty()) done.fault = "is cut off in its header";
        return done;
    }

  private:
    /// The bytes of the header, once it is there.
    std::size_t start(ByteView in, std::string_view& fault) {
        constexpr std::size_t header_bytes = 3;
        constexpr unsigned block_mode = 0x80;
        if (in.size() < header_bytes) return 0;
        limit_bits_ = in[2] & 0x1FU;
        clears_ = (in[2] & block_mode) != 0;
        next_ = first_free();
        if (limit_bits_ < least_bits || limit_bits_ > most_bits) fault = "codes of a size that none have";
        started_ = true;
        return header_bytes;
    }

    CodecStep finish(CodecStep done) const {
        done.ended = codes_.ends_whole();
        if (!done.ended) done.fault = "is cut off";
        return done;
    }

    [[nodiscard]] std::uint32_t first_free() const { return clears_ ? clear_code + 1 : clear_code; }
    [[nodiscard]] std::uint32_t last_code() const { return (1U << bits_) - 1; }

    /// No program reads what compress(1) writes with codes of 9 bits alone, once they are used up.
    std::string_view widen() {
        if (limit_bits_ == least_bits) return "more strings than codes of 9 bits are enough for";
        if (bits_ == limit_bits_) return {};
        codes_.align(bits_);
        ++bits_;
        return {};
    }

    /// What a code stands for goes on the stack.
    std::string_view take(std::uint32_t code) {
        if (clears_ && code == clear_code && before_ != no_code) return clear();
        if (code > next_ || (before_ == no_code && code >= clear_code))
            return "a code that stands for nothing";
        std::uint32_t rest = code;
        if (code == next_) {
            stack_.push_back(first_byte_);
            rest = before_;
        }
        for (; rest > 255; rest = prefix_[rest]) stack_.push_back(suffix_[rest]);
        first_byte_ = static_cast<std::uint8_t>(rest);
        stack_.push_back(first_byte_);
        remember(code);
        return {};
    }

    std::string_view clear() {
        codes_.align(bits_);
        bits_ = least_bits;
        next_ = first_free();
        before_ = no_code;
        return {};
    }

    void remember(std::uint32_t code) {
        if (before_ != no_code && next_ <= limit_code()) {
            prefix_[next_] = static_cast<std::uint16_t>(before_);
            suffix_[next_] = first_byte_;
            ++next_;
        }
        before_ = code;
    }
    [[nodiscard]] std::uint32_t limit_code() const { return (1U << limit_bits_) - 1; }

    /// What waits on the stack, as much as there is room for.
    std::size_t give(std::span<std::uint8_t> out) {
        const std::size_t count = std::min(out.size(), stack_.size());
        std::copy_n(stack_.rbegin(), count, out.begin());
        stack_.resize(stack_.size() - count);
        return count;
    }

    bool started_ = false;
    bool clears_ = false;
    unsigned limit_bits_ = 0;
    unsigned bits_ = least_bits;
    std::uint32_t next_ = 0;  ///< the code that the next string gets
    std::uint32_t before_ = no_code;
    std::uint8_t first_byte_ = 0;  ///< of what the code before stands for
    CodeReader codes_;
    std::array<std::uint16_t, no_code> prefix_{};
    std::array<std::uint8_t, no_code> suffix_{};
    std::vector<std::uint8_t> stack_;
};

}  // namespace

std::unique_ptr<Codec> compress_codec() {
    return std::make_unique<CompressCodec>();
}

}  // namespace mme
