// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <sys/types.h>

#include <string>

#include "libverify/io/fd.h"
#include "tools/mmemanifest/isolation/process_limits.h"

namespace mme {

/// A forked process, by a descriptor that stays its own when its number is used again. It does not
/// outlive this.
class ChildProcess {
  public:
    ChildProcess(pid_t id, const ProcessLimits& limits);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess();

    /// Readable for poll(2) once it has ended.
    [[nodiscard]] int handle() const noexcept { return handle_.get(); }
    void kill() const noexcept;
    /// Waits for its end and gives it in words: "ended by signal 11 (Segmentation fault)", "needed more than
    /// 1024 MB of memory", "ended with exit code 1".
    std::string wait();

  private:
    pid_t id_;
    ProcessLimits limits_;
    Fd handle_;
};

/// wait(2)'s status in those words.
std::string words_for_end(int status, const ProcessLimits& limits);

/// In a child just forked: closes every descriptor but standard input, output and error and the two kept
/// ones.
void close_all_but(int kept, int kept_too = -1) noexcept;

}  // namespace mme
