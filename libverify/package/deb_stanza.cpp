// SPDX-License-Identifier: LGPL-2.1-or-later
// How dpkg reads a stanza (lib/dpkg/parse.c, parse_stanza), and where less is read here:
//
//  * Newlines before the first field are passed over.
//
//  * A field's name ends at white space or a colon. dpkg takes two or more of any bytes, and white space
//    before the colon; here they are printable ASCII with the colon behind it, and begin with neither "-" nor
//    "#": other readers take those for the armor of a signature and for a comment.
//
//  * The last line of the text may not be a field without a value: dpkg misses the newline then.
//  * White space but newlines is passed over before a value: \v and \f too, which deb822(5) does not have.
//  * A line that begins with white space continues the value. If it has nothing else, dpkg refuses it.
//  * White space at a value's end is not of it, the \r of a text from elsewhere among it.
//  * A field that is there twice is refused, in whatever case it is written.
//  * An empty line ends the stanza; a second stanza is refused. The last line ends in a newline.
//  * dpkg takes ^Z for the end of the text or of a line, and a NUL for the end of a value. Both are refused.
#include "libverify/package/deb_stanza.h"

#include <fmt/format.h>

#include <algorithm>

namespace mme {
namespace {

using namespace std::string_view_literals;

bool is_white(char one) {
    return deb_white_space.find(one) != std::string_view::npos;
}

std::string_view trimmed_end(std::string_view text) {
    return text.substr(0, text.find_last_not_of(deb_white_space) + 1);
}

std::string_view without_start(std::string_view text) {
    return text.substr(std::min(text.find_first_not_of(" \t\v\f\r"), text.size()));
}

bool is_field_name(std::string_view name) {
    const auto printable = [](char one) { return one > ' ' && one <= '~'; };
    return name.size() >= 2 && name.front() != '-' && name.front() != '#' &&
           std::all_of(name.begin(), name.end(), printable);
}

std::string lowered(std::string_view name) {
    std::string out{name};
    for (char& one : out)
        if (one >= 'A' && one <= 'Z') one = static_cast<char>(one - 'A' + 'a');
    return out;
}

/// Reads a text from its start, field by field.
class StanzaReader {
  public:
    explicit StanzaReader(std::string_view text) : left_(text) {}

    Result<DebFields> read() {
        MME_CHECK(check_bytes());
        while (left_.starts_with('\n')) take_line();
        while (!left_.empty() && !left_.starts_with('\n')) MME_CHECK(field());
        while (left_.starts_with('\n')) take_line();
        if (!left_.empty()) return at_line("a second stanza");
        return std::move(fields_);
    }

  private:
    [[nodiscard]] Error at_line(std::string_view what) const {
        return malformed_control(fmt::format("line {}: {}", number_ + 1, what));
    }

    [[nodiscard]] Status check_bytes() const {
        if (left_.find_first_of("\0\x1a"sv) != std::string_view::npos)
            return malformed_control("holds a NUL or ^Z byte");
        if (!left_.ends_with('\n')) return malformed_control("does not end in a newline");
        return Done{};
    }

    std::string_view take_line() {
        ++number_;
        const auto end = left_.find('\n') + 1;
        const std::string_view line = left_.substr(0, end);
        left_.remove_prefix(end);
        return line;
    }

    Status field() {
        const auto colon = left_.substr(0, left_.find('\n')).find(':');
        if (colon == std::string_view::npos || !is_field_name(left_.substr(0, colon)))
            return at_line("expected 'Field: value'");
        const std::string name = lowered(left_.substr(0, colon));
        if (fields_.contains(name)) return at_line(fmt::format("field '{}' is there twice", name));
        const std::size_t size_before = left_.size();
        const std::string_view whole = left_;
        take_line();
        MME_CHECK(continuation());
        const auto value = whole.substr(0, size_before - left_.size()).substr(colon + 1);
        if (left_.empty() && trimmed_end(value).empty())
            return at_line(fmt::format("field '{}' has no value, at the end of the text", name));
        fields_.emplace(name, trimmed_end(without_start(value)));
        return Done{};
    }

    Status continuation() {
        while (!left_.empty() && !left_.starts_with('\n') && is_white(left_.front())) {
            if (trimmed_end(left_.substr(0, left_.find('\n'))).empty())
                return at_line("a line of nothing but white space");
            take_line();
        }
        return Done{};
    }

    std::string_view left_;
    DebFields fields_;
    std::size_t number_ = 0;
};

}  // namespace

Error malformed_control(const std::string& what) {
    return fail(Code::archive_malformed, "control: " + what);
}

Result<DebFields> parse_deb_stanza(std::string_view text) {
    return StanzaReader(text).read();
}

}  // namespace mme
