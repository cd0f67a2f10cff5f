// SPDX-License-Identifier: LGPL-2.1-or-later
// A line for each primary key ("pub") and subkey ("sub"), fields in the order of SubkeyRecord, "-" for no
// expiry.
#include <array>
#include <charconv>

#include "libverify/openpgp/key_index.h"

namespace mme {
namespace {

constexpr std::string_view first_line = "mme-key-listing/1\n";
constexpr std::size_t words_of_a_line = 9;
using Words = std::array<std::string_view, words_of_a_line>;

std::string line_of(const SubkeyRecord& subkey, bool primary) {
    const auto seconds = [](Timestamp time) { return std::to_string(time.time_since_epoch().count()); };
    std::string line = primary ? "pub" : "sub";
    for (const std::string& word :
         {subkey.fingerprint, subkey.key_id, subkey.algorithm, std::to_string(subkey.bits),
          seconds(subkey.created), subkey.expires ? seconds(*subkey.expires) : "-",
          std::to_string(static_cast<int>(subkey.revoked)),
          std::to_string(static_cast<int>(subkey.unusable))})
        line += ' ' + word;
    return line + '\n';
}

std::optional<Words> words_of(std::string_view line) {
    Words words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto end = line.find(' ');
        const bool last = i + 1 == words.size();
        if (last != (end == std::string_view::npos)) return std::nullopt;
        words[i] = line.substr(0, end);
        if (words[i].empty()) return std::nullopt;
        line.remove_prefix(last ? line.size() : end + 1);
    }
    return words;
}

template <class Number>
bool read_number(std::string_view word, Number& value) {
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc{} && end == word.data() + word.size();
}

bool read_time(std::string_view word, Timestamp& time) {
    std::int64_t seconds = 0;
    if (!read_number(word, seconds)) return false;
    time = Timestamp{std::chrono::seconds{seconds}};
    return true;
}

bool read_expiry(std::string_view word, std::optional<Timestamp>& time) {
    return word == "-" || read_time(word, time.emplace());
}

bool read_flag(std::string_view word, bool& flag) {
    flag = word == "1";
    return flag || word == "0";
}

bool read_subkey(const Words& words, SubkeyRecord& subkey) {
    subkey.fingerprint = words[1];
    subkey.key_id = words[2];
    subkey.algorithm = words[3];
    return read_number(words[4], subkey.bits) && read_time(words[5], subkey.created) &&
           read_expiry(words[6], subkey.expires) && read_flag(words[7], subkey.revoked) &&
           read_flag(words[8], subkey.unusable);
}

/// Adds the line to the key that is being read; a primary key begins the next one.
bool read_line(std::string_view line, std::vector<KeyRecord>& keys) {
    const auto words = words_of(line);
    SubkeyRecord subkey;
    if (!words || !read_subkey(*words, subkey)) return false;
    const bool primary = words->front() == "pub";
    if (primary) keys.emplace_back();
    if (keys.empty() || (!primary && words->front() != "sub")) return false;
    keys.back().subkeys.push_back(std::move(subkey));
    return true;
}

}  // namespace

std::string write_key_listing(const KeyIndex& index) {
    std::string text(first_line);
    for (const KeyRecord& key : index.keys())
        for (const SubkeyRecord& subkey : key.subkeys) text += line_of(subkey, &subkey == key.subkeys.data());
    return text;
}

std::optional<KeyIndex> parse_key_listing(std::string_view text) {
    if (!text.starts_with(first_line)) return std::nullopt;
    text.remove_prefix(first_line.size());
    std::vector<KeyRecord> keys;
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos || !read_line(text.substr(0, end), keys)) return std::nullopt;
        text.remove_prefix(end + 1);
    }
    KeyIndex index;
    for (KeyRecord& key : keys) index.add(std::move(key));
    return index;
}

}  // namespace mme
