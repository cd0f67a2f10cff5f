// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/engines/scratch.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "tests/unit/engine/spooled.h"
#include "tools/mmemanifest/engine/choice.h"
#include "tools/mmemanifest/engine/probe.h"
#include "tools/mmemanifest/isolation/worker_program.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

std::string hexadecimal(const std::string& text) {
    std::string digits;
    for (const char c : text) digits += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return digits;
}

}  // namespace

Scratch::Scratch() {
    std::string name = "/tmp/mme-engines.XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder");
    folder_ = name;
}

Scratch::~Scratch() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string Scratch::write(const std::string& name, const std::string& content, unsigned mode) const {
    const fs::path file = folder_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    fs::permissions(file, static_cast<fs::perms>(mode));
    return file.string();
}

std::string make_clamav_database(const Scratch& scratch, const std::string& name, int version,
                                 const std::string& pattern) {
    const std::string source = name + ".source/";
    scratch.write(source + "daily.ndb",
                  "MME.Test.EICAR:0:*:" + hexadecimal(pattern.empty() ? eicar_pattern() : pattern) + "\n");
    scratch.write(source + "COPYING", "Test database of mmeverify.\n");
    const std::string command = fmt::format(
        "cd {0} && echo tester | sigtool --unsigned --build=daily.cud --cvd-version={1} --datadir={0} "
        ">sigtool.log 2>&1 && mkdir -p {2} && mv daily.cud {2}/",
        scratch.path(source), version, scratch.path(name));
    if (std::system(command.c_str()) != 0) throw std::runtime_error("sigtool made no database");
    return scratch.path(name);
}

std::unique_ptr<Engine> engine_named(const std::string& option) {
    set_worker_program(MME_SCAN_WORKER);
    auto choice = parse_engine_choice(option);
    if (!choice) throw std::runtime_error(choice.error().text());
    auto engine = open_engine(*choice);
    if (!engine) throw std::runtime_error(engine.error().text());
    return std::move(engine).value();
}

Scan scan_file(const Engine& engine, const std::string& content) {
    Lane lane(engine);
    lane.offer(spooled("/opt/mme/file", content));
    return lane.finish();
}

}  // namespace mme
