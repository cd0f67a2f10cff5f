// SPDX-License-Identifier: LGPL-2.1-or-later
// The inventory of a manifest as lines (SPEC.md section 4.4).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "manifest/model.h"
#include "manifest/result.h"
#include "manifest/toml.h"

namespace mme {

/// Most entries of an inventory, whatever its form. A line of 16 bytes becomes an entry of 200.
inline constexpr std::size_t max_inventory_entries = std::size_t{1} << 18U;
/// Most bytes of all paths of an inventory together: a line holds a name, and its directory stands once.
inline constexpr std::size_t max_inventory_path_bytes = std::size_t{32} << 20U;

/// Writes entries as lines, the directory before the names in it.
class EntryLines {
  public:
    void add(const FileEntry& entry);
    /// The lines since the last call.
    std::string take();

  private:
    std::string directory_;
    std::string text_;
};

/// How large an inventory becomes, before there is a digest of any file: a digest has one length. Takes no
/// memory for an entry.
class InventorySize {
  public:
    InventorySize() = default;
    /// Of entries that were added up elsewhere.
    explicit InventorySize(std::uint64_t bytes) : bytes_(bytes) {}

    void add(const FileEntry& entry);
    void add(const Container& container);
    [[nodiscard]] std::uint64_t entries() const noexcept { return entries_; }
    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }
    /// Why no manifest can hold it; empty if one can. The rest of a manifest is taken to need 1 MiB.
    [[nodiscard]] std::string objection() const;

  private:
    EntryLines lines_;
    std::uint64_t entries_ = 0;
    std::uint64_t containers_ = 0;
    std::uint64_t bytes_ = 0;
    std::uint64_t path_bytes_ = 0;
};

/// The manifest's [inventory] with a line for each file and each container; empty if there is none.
std::string write_inventory(const PackageSection& package);

/// Reads [inventory], if the manifest has one, into the package. What it lists may not stand in the package's
/// tables as well. Errors: of the root's code, naming the line.
Status parse_inventory(TomlTable& root, PackageSection& package);

}  // namespace mme
