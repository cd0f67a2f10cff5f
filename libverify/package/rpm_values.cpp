// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_values.h"

namespace mme {

bool is_rpm_text(RpmType type) noexcept {
    return type == RpmType::string || type == RpmType::string_array || type == RpmType::i18n_string;
}

std::size_t rpm_unit_size(RpmType type) noexcept {
    switch (type) {
        case RpmType::int16:
            return 2;
        case RpmType::int32:
            return 4;
        case RpmType::int64:
            return 8;
        default:
            return 1;
    }
}

std::uint32_t read_be32(ByteView bytes) noexcept {
    return static_cast<std::uint32_t>(big_endian(bytes.first(4)));
}

RpmTexts::RpmTexts(const RpmEntry& entry) : data_(as_text(entry.data)) {
    starts_.reserve(entry.count);
    for (std::size_t at = 0; at < data_.size(); at = data_.find('\0', at) + 1)
        starts_.push_back(static_cast<std::uint32_t>(at));
}

std::string_view RpmTexts::operator[](std::size_t index) const noexcept {
    const std::size_t end = index + 1 < starts_.size() ? starts_[index + 1] : data_.size();
    return data_.substr(starts_[index], end - 1 - starts_[index]);
}

}  // namespace mme
