// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/worker/entry_message.h"

#include <utility>

#include "libverify/digest/hasher.h"

namespace mme {
namespace {

constexpr std::size_t piece_bytes = std::size_t{32} << 10U;
constexpr std::size_t max_owner_bytes = 1024;
constexpr std::size_t max_name_bytes = 20'000;

/// A longer name is cut; what it is cut to still names one entry.
std::string cut(const std::string& name, std::size_t most) {
    if (name.size() <= most) return name;
    return name.substr(0, most) + "~" + sha256_of(as_bytes(name)).hex();
}

// The fields below are all that there are, but for the numbers beside the owners, which no manifest has: a
// new field of an entry has to be sent as well.
static_assert(sizeof(ArchiveEntry) == 240 || sizeof(std::string) != 32);

Error nobody_listens() {
    return fail(Code::internal_error, "nobody listens");
}

/// Says entries; the first error of sending ends the walk.
class Teller {
  public:
    explicit Teller(const std::function<bool(const MessageWriter&)>& send) : send_(send) {}

    Status tell(ArchiveEntry& entry) {
        Bytes piece(piece_bytes);
        auto count = next_piece(entry, piece);
        const bool last = count && *count == 0;
        MessageWriter message = write_entry(entry, last);
        if (count) message.rest(ByteView(piece).first(*count));
        MME_CHECK(say(message));
        while (count && *count > 0) {
            count = next_piece(entry, piece);
            if (count) MME_CHECK(say(content(ByteView(piece).first(*count))));
        }
        if (!count) MME_CHECK(say(write_error(content_fault, count.error())));
        return Done{};
    }

  private:
    /// Nobody can read what is encrypted; the others are read to their end, so that a fault is found.
    static Result<std::size_t> next_piece(const ArchiveEntry& entry, Bytes& piece) {
        if (entry.encrypted || !entry.read) return std::size_t{0};
        return entry.read(piece);
    }

    static MessageWriter content(ByteView piece) {
        return std::move(MessageWriter(content_message).number(piece.empty() ? 1 : 0).rest(piece));
    }

    Status say(const MessageWriter& message) {
        if (!send_(message)) return nobody_listens();
        return Done{};
    }

    const std::function<bool(const MessageWriter&)>& send_;
};

}  // namespace

MessageWriter write_entry(const ArchiveEntry& entry, bool last) {
    MessageWriter message(entry_message);
    message.text(cut(entry.path, max_name_bytes)).number(static_cast<std::uint64_t>(entry.type));
    message.number(entry.mode)
        .text(cut(entry.owner, max_owner_bytes))
        .text(cut(entry.group, max_owner_bytes));
    message.number(entry.size).number(entry.sized ? 1 : 0).number(entry.encrypted ? 1 : 0);
    message.text(cut(entry.target, max_name_bytes)).number(entry.links).number(entry.device);
    message.number(entry.inode).number(entry.outside ? 1 : 0).number(entry.expanded).number(last ? 1 : 0);
    return message;
}

ArchiveEntry read_entry(MessageReader& message, bool& last) {
    ArchiveEntry entry;
    entry.path = message.text();
    const std::uint64_t type = message.number();
    entry.type =
        type <= static_cast<std::uint64_t>(FileType::fifo) ? static_cast<FileType>(type) : FileType::device;
    entry.mode = static_cast<unsigned>(message.number() & 07777U);
    entry.owner = message.text();
    entry.group = message.text();
    entry.size = message.number();
    entry.sized = message.number() != 0;
    entry.encrypted = message.number() != 0;
    entry.target = message.text();
    entry.links = static_cast<unsigned>(message.number());
    entry.device = message.number();
    entry.inode = message.number();
    entry.outside = message.number() != 0;
    entry.expanded = message.number();
    last = message.number() != 0;
    return entry;
}

MessageWriter write_error(char kind, const Error& error) {
    return std::move(MessageWriter(kind).number(static_cast<std::uint64_t>(error.code())).text(error.text()));
}

Error read_error(MessageReader& message) {
    const std::uint64_t code = message.number();
    const bool known = code <= static_cast<std::uint64_t>(Code::internal_error);
    return fail(known ? static_cast<Code>(code) : Code::internal_error, message.text());
}

void tell_walk(const Walk& walk, const std::function<bool(const MessageWriter&)>& send) {
    Teller teller(send);
    const auto end = walk([&](ArchiveEntry& entry) { return teller.tell(entry); });
    MessageWriter message(walk_end);
    message.number(end ? 0 : 1);
    if (end)
        message.number(*end);
    else
        message.number(static_cast<std::uint64_t>(end.error().code())).text(end.error().text());
    (void)send(message);
}

}  // namespace mme
