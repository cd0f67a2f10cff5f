// SPDX-License-Identifier: LGPL-2.1-or-later
// The slot reader takes exactly what the writer writes.
#include "libverify/batch/batch.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using mme::fuzz::promise;
    const mme::ByteView bytes(data, size);
    const auto slot = mme::parse_batch_slot(bytes);
    if (!slot) return 0;
    promise(mme::is_batch_slot(bytes), "a slot is told from a signature");
    promise(slot->index < slot->size, "the index is one of the tree's");
    promise(size <= mme::max_batch_slot_bytes, "a slot is bounded");
    promise(mme::write_batch_slot(*slot) == mme::as_text(bytes), "written again it is the same");
    return 0;
}
