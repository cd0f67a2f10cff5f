// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/path_ledger.h"

#include <cstring>
#include <random>
#include <utility>

#include "libverify/digest/hasher.h"

namespace mme {
namespace {

constexpr std::size_t first_slots = 1024;  // a power of two

Bytes random_key() {
    std::random_device device;
    Bytes key(16);
    for (auto& one : key) one = static_cast<std::uint8_t>(device());
    return key;
}

}  // namespace

PathLedger::PathLedger() : key_(random_key()), slots_(first_slots) {}

PathLedger::Digest PathLedger::digest_of(std::string_view path) const {
    Hasher hasher;
    hasher.update(key_);
    hasher.update(as_bytes(path));
    const Sha256 whole = hasher.finish();
    Digest digest{};
    std::memcpy(digest.data(), whole.bytes.data(), sizeof digest);
    return digest;
}

/// Where a digest is, or the empty slot where it belongs: one is always empty.
std::size_t PathLedger::place_of(const Digest& digest) const {
    std::size_t place = digest[0] & (slots_.size() - 1);
    while (slots_[place].note != 0 && slots_[place].digest != digest)
        place = (place + 1) & (slots_.size() - 1);
    return place;
}

void PathLedger::grow() {
    const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    for (const Slot& slot : before)
        if (slot.note != 0) slots_[place_of(slot.digest)] = slot;
}

bool PathLedger::add(std::string_view path, std::uint64_t note) {
    const Digest digest = digest_of(path);
    Slot& slot = slots_[place_of(digest)];
    if (slot.note != 0) return false;
    slot = {digest, note};
    if (++used_ * 4 > slots_.size() * 3) grow();
    return true;
}

std::optional<std::uint64_t> PathLedger::find(std::string_view path) const {
    const Slot& slot = slots_[place_of(digest_of(path))];
    if (slot.note == 0) return std::nullopt;
    return slot.note;
}

}  // namespace mme
