// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/unpack_answers.h"

#include <fcntl.h>

#include <algorithm>

#include "libverify/archive/path_text.h"
#include "tools/mmemanifest/unpack/frozen.h"
#include "tools/mmemanifest/unpack/package_path.h"
#include "tools/mmemanifest/unpack/unpack_message.h"

namespace mme {
namespace {

constexpr std::size_t most_gap_entries = 2000;
/// Scripts are not entries of an archive, and the package itself is none.
constexpr std::uint64_t offers_beside_entries = 10'000;
/// A file on disk, or one of scripts, is offered beyond what was expanded.
constexpr std::uint64_t bytes_beside_expanded = std::uint64_t{256} << 20U;
constexpr std::uint64_t most_text_bytes = std::uint64_t{1} << 30U;
constexpr std::size_t most_done_in_a_message = 1000;

Error no_answer() {
    return fail(Code::internal_error, "the unpacking process gave an answer that is none");
}

bool fits(const std::string& text, std::size_t most = max_path_bytes) {
    return text.size() <= most && is_printable(text);
}

bool is_path(const std::string& text) {
    return !text.empty() && fits(text);
}

bool makes_sense(const FileEntry& entry) {
    const bool typed = entry.type <= FileType::fifo && entry.mode <= 07777U;
    return typed && is_path(entry.path) && fits(entry.owner) && fits(entry.group) &&
           (!entry.target || fits(*entry.target));
}

std::uint64_t capped_sum(std::uint64_t left, std::uint64_t right) {
    return right > ~std::uint64_t{0} - left ? ~std::uint64_t{0} : left + right;
}

}  // namespace

void DoneFiles::note(std::uint64_t file) {
    const std::lock_guard lock(mutex_);
    files_.push_back(file);
}

void DoneFiles::tell(Channel& channel) {
    const std::lock_guard lock(mutex_);
    while (!files_.empty()) {
        MessageWriter message(files_done);
        const std::size_t count = std::min(files_.size(), most_done_in_a_message);
        for (std::size_t i = 0; i < count; ++i) message.number(files_[i]);
        if (channel.try_send(message) != Transfer::done) return;
        files_.erase(files_.begin(), files_.begin() + static_cast<std::ptrdiff_t>(count));
    }
}

UnpackAnswers::UnpackAnswers(const PackageFile& file, const Package& package, const UnpackLimits& limits,
                             const Offer& offer)
    : file_(file),
      package_(package),
      limits_(limits),
      offer_(offer),
      bytes_left_(capped_sum(limits.expanded_bytes, capped_sum(file.size(), bytes_beside_expanded))),
      text_left_(most_text_bytes) {}

Status UnpackAnswers::take(Received& received) {
    if (ended_ || received.bytes.size() > text_left_) return no_answer();
    text_left_ -= received.bytes.size();
    MessageReader message(received.bytes);
    if (message.kind() == file_offered) return take_file(message, std::move(received.descriptor));
    if (message.kind() == unpack_end) return take_end(message);
    return take_part(message);
}

Status UnpackAnswers::take_part(MessageReader& message) {
    Status taken = no_answer();
    if (message.kind() == inventory_part) taken = take_inventory(message);
    if (message.kind() == containers_part) taken = take_containers(message);
    if (message.kind() == gaps_part) taken = take_gaps(message);
    MME_CHECK(std::move(taken));
    return message.whole() ? Status{Done{}} : Status{no_answer()};
}

Status UnpackAnswers::take_file(MessageReader& message, Fd descriptor) {
    const std::uint64_t number = message.number();
    SpooledFile file = read_offered(message);
    if (!message.whole() || number != offered_ || !is_path(file.path)) return no_answer();
    if (offered_ >= capped_sum(limits_.entries, offers_beside_entries)) return no_answer();
    ++offered_;
    // The first one is the package itself, through the descriptor whose bytes were hashed.
    if (number == 0) {
        descriptor = Fd(::fcntl(file_.descriptor(), F_DUPFD_CLOEXEC, 0));
        file.size = file_.size();
    } else if (!is_frozen(descriptor.get(), file.size) || file.counted != file.size ||
               !within_bytes(file.size)) {
        return no_answer();
    }
    file.descriptor = std::move(descriptor);
    return accept(std::move(file), number);
}

bool UnpackAnswers::within_bytes(std::uint64_t size) {
    if (size > bytes_left_) return false;
    bytes_left_ -= size;
    return true;
}

Status UnpackAnswers::accept(SpooledFile file, std::uint64_t number) {
    auto held = std::make_shared<const SpooledFile>(std::move(file));
    const std::shared_ptr<const SpooledFile> told(held.get(),
                                                  [held, done = done_, number](const SpooledFile*) mutable {
                                                      held.reset();
                                                      done->note(number);
                                                  });
    return offer_(told);
}

Status UnpackAnswers::take_inventory(MessageReader& message) {
    while (message.more()) {
        FileEntry entry = read_file_entry(message);
        if (!makes_sense(entry) || unpacked_.files.size() >= limits_.entries) return no_answer();
        unpacked_.files.push_back(std::move(entry));
    }
    return Done{};
}

Status UnpackAnswers::take_containers(MessageReader& message) {
    while (message.more()) {
        Container container = read_container(message);
        if (!is_path(container.path) || unpacked_.containers.size() >= offered_) return no_answer();
        unpacked_.containers.push_back(std::move(container));
    }
    return Done{};
}

Status UnpackAnswers::take_gaps(MessageReader& message) {
    while (message.more()) {
        Skipped gap = read_gap(message);
        if (!is_path(gap.path) || !fits(gap.reason)) return no_answer();
        if (unpacked_.gaps.size() >= most_gap_entries) return no_answer();
        unpacked_.gaps.push_back(std::move(gap));
    }
    return Done{};
}

Status UnpackAnswers::take_end(MessageReader& message) {
    ended_ = true;
    if (message.number() == 0) return message.whole() ? Status{Done{}} : Status{no_answer()};
    const std::uint64_t code = message.number();
    const std::string text = message.text();
    if (!message.whole() || code > static_cast<std::uint64_t>(Code::internal_error)) return no_answer();
    return fail(static_cast<Code>(code), is_printable(text) ? text : path_text(text));
}

void UnpackAnswers::skip_package(const std::string& reason) {
    unpacked_.gaps.push_back({package_path(package_), path_text(reason)});
}

}  // namespace mme
