// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

namespace mme::test {

/// Sends a signal (0: none) to the child that a worker program of this test has forked, as soon as there is
/// one, for at most `tries` tenths of a second; how many there were.
int signal_busy_worker(int number, int tries = 100);

/// The same to the worker programs themselves, without waiting.
int signal_worker_programs(int number);

}  // namespace mme::test
