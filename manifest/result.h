// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdlib>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "manifest/code.h"

namespace mme {

/// Why something was refused or could not be done. Made by fail() alone, so that no error is
/// without a code and a sentence.
class Error {
  public:
    [[nodiscard]] Code code() const noexcept { return code_; }
    /// What was found and what was wanted, one line, no trailing full stop needed.
    [[nodiscard]] const std::string& detail() const noexcept { return detail_; }
    /// What was being done, innermost step first ("while reading the keyring").
    [[nodiscard]] const std::vector<std::string>& trail() const noexcept { return trail_; }

    /// Adds a step to the trail; for a layer that knows something the inner one could not.
    [[nodiscard]] Error during(std::string step) && {
        trail_.push_back(std::move(step));
        return std::move(*this);
    }

    /// "detail (step, step)" for one-line messages.
    [[nodiscard]] std::string text() const {
        std::string line = detail_;
        for (const auto& step : trail_) line += " (" + step + ")";
        return line;
    }

    friend Error fail(Code code, std::string detail);

  private:
    Error(Code code, std::string detail) : code_(code), detail_(std::move(detail)) {}

    Code code_;
    std::string detail_;
    std::vector<std::string> trail_;
};

/// The only maker of an Error.
[[nodiscard]] inline Error fail(Code code, std::string detail) {
    return {code, std::move(detail)};
}

/// A value, or the reason why there is none. Taking the value of a failed Result is a defect of
/// the caller and aborts: a decision is never made from it.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return content_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    [[nodiscard]] const T& value() const& { return has_value() ? std::get<0>(content_) : misuse<const T&>(); }
    [[nodiscard]] T& value() & { return has_value() ? std::get<0>(content_) : misuse<T&>(); }
    [[nodiscard]] T value() && { return has_value() ? std::get<0>(std::move(content_)) : misuse<T>(); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    [[nodiscard]] const Error& error() const& {
        return has_value() ? misuse<const Error&>() : std::get<1>(content_);
    }
    [[nodiscard]] Error error() && {
        return has_value() ? misuse<Error>() : std::get<1>(std::move(content_));
    }

  private:
    template <class R>
    [[noreturn]] static R misuse() {
        std::abort();
    }

    std::variant<T, Error> content_;
};

/// Result of something done for its effect.
struct Done {};
using Status = Result<Done>;

}  // namespace mme

/// Evaluates a Result; on failure returns its Error from the enclosing function, else names the value.
#define MME_TRY_CONCAT_(a, b) a##b
#define MME_TRY_NAME_(line) MME_TRY_CONCAT_(mme_try_, line)
#define MME_TRY(declaration, expression)                                             \
    auto MME_TRY_NAME_(__LINE__) = (expression);                                     \
    if (!MME_TRY_NAME_(__LINE__)) return std::move(MME_TRY_NAME_(__LINE__)).error(); \
    declaration = std::move(MME_TRY_NAME_(__LINE__)).value()  // NOLINT(bugprone-macro-parentheses)

/// The same for a Status, whose value says nothing.
#define MME_CHECK(expression) \
    if (auto mme_status_ = (expression); !mme_status_) return std::move(mme_status_).error()
