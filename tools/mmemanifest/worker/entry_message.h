// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/isolation/message.h"
#include "tools/mmemanifest/unpack/walker.h"

namespace mme {

// What the process that reads an archive says to the one that asked it to, in this order for each entry:
// entry_message, content_message..., and at the end walk_end.

/// An entry, whether that was all of its content, and the beginning of its content.
inline constexpr char entry_message = 'E';
/// Whether that was all, and more content.
inline constexpr char content_message = 'D';
/// A reason code and a text: the content cannot be read further; the archive may be.
inline constexpr char content_fault = 'X';
/// 0 and where the archive ended; or 1, a reason code and a text.
inline constexpr char walk_end = 'Z';

/// An entry without its content.
MessageWriter write_entry(const ArchiveEntry& entry, bool last);
/// Reads it again; `last` is whether the content that follows in the message is all of it.
ArchiveEntry read_entry(MessageReader& message, bool& last);

/// A reason code and a text, as `kind`.
MessageWriter write_error(char kind, const Error& error);
Error read_error(MessageReader& message);

/// Runs a walk and says what it finds; `send` is false when nobody listens any more.
void tell_walk(const Walk& walk, const std::function<bool(const MessageWriter&)>& send);

}  // namespace mme
