// SPDX-License-Identifier: LGPL-2.1-or-later
// The profiles of contrib/engines before what their sources show of the scanners' output.
#include <gtest/gtest.h>

#include "tools/mmemanifest/engine/output_lines.h"
#include "tools/mmemanifest/engine/profile_output.h"

#include "tests/unit/engine/two_files.h"

namespace mme {
namespace {

struct Sample {
    const char* profile;
    int clean_code;
    const char* clean;
    int infected_code;
    const char* infected;
    const char* name;
};

std::ostream& operator<<(std::ostream& out, const Sample& sample) {
    return out << sample.profile;
}

const Sample samples[] = {
    {"eset", 0,
     "ECLS Command-line scanner, version 7.2\nScan started at:   Tue Jan  1 01:32:57 2019\nTotal:            "
     " files - 2\n",
     50,
     "Scan started at:   Tue Jan  1 01:32:57 2019\n"
     "name=\"/f/2\", result=\"Win32/TrojanDownloader.Wauchos.A trojan\", action=\"retained\", info=\"\"\n",
     "Win32/TrojanDownloader.Wauchos.A trojan"},
    {"trellix", 0,
     "McAfee VirusScan Command Line for Linux64 Version: 6.0.4.564\nCopyright (C) 2013 McAfee, Inc.\n"
     "(408) 988-3832 EVALUATION COPY - December 27 2018\nAV Engine version: 5600.1067 for Linux64.\n"
     "Dat set version: 9118 created Dec 26 2018\nScanning for 668680 viruses, trojans and variants.\nTime: "
     "00:00.00\n",
     13, "/f/2 ... Found the RDN/Generic.tfr trojan !!!\nTime: 00:00.00\n", "RDN/Generic.tfr trojan"},
    {"trellix", 0, "Time: 00:00.00\n", 13, "/f/2 ... Found potentially unwanted program Adware-HotBar.d.\n",
     "Adware-HotBar.d"},
    {"sophos", 0, "", 3, ">>> Virus 'EICAR-AV-Test' found in file /f/2\n", "EICAR-AV-Test"},
    {"bitdefender", 0,
     "BitDefender Antivirus Scanner for Unices v7.141118 Linux-amd64\n"
     "Copyright (C) 1996-2014 BitDefender. All rights reserved.\nInfected file action: ignore\n"
     "Suspected file action: ignore\nLoading plugins, please wait\nPlugins loaded.\nResults:\nFiles :2\n",
     1, "Plugins loaded.\n/f/2  infected: Trojan.GenericKD.3048400\nFiles :2\n", "Trojan.GenericKD.3048400"},
    {"withsecure", 0,
     "F-Secure Anti-Virus CLI version 1.0  build 0069\nScan started at Fri Dec 21 03:40:19 2018\n"
     "Database version: 2018-12-21_05\n/f/1: clean\n/f/2: clean\nScan ended at Fri Dec 21 03:40:19 2018\n2 "
     "files scanned\n",
     3, "/f/1: clean\n/f/2: Infected: Win32.Sality.M [Aquarius]\n2 files scanned\n1 file infected\n",
     "Win32.Sality.M [Aquarius]"},
    {"avast", 0, "/f/1\t[OK]\n/f/2\t[OK]\n", 1, "/f/1\t[OK]\n/f/2\tEICAR Test-NOT virus!!!\n",
     "EICAR Test-NOT virus!!!"},
};

Profile profile_of(const std::string& name) {
    return load_profile(std::string(MME_SOURCE_DIR) + "/contrib/engines/" + name + ".toml").value();
}

std::vector<FileAnswer> judged(const std::string& name, int code, const std::string& output) {
    return judge_output(profile_of(name), {Outcome::End::exited, code, output}, 2, file_at);
}

class VendorOutput : public testing::TestWithParam<Sample> {};

TEST_P(VendorOutput, OfCleanFilesIsClean) {
    for (const auto& answer : judged(GetParam().profile, GetParam().clean_code, GetParam().clean))
        EXPECT_EQ(answer.state, FileState::clean) << answer.text;
}

TEST_P(VendorOutput, NamesTheInfectedFileAlone) {
    const auto answers = judged(GetParam().profile, GetParam().infected_code, GetParam().infected);
    EXPECT_EQ(answers[0].state, FileState::clean) << answers[0].text;
    EXPECT_EQ(answers[1].state, FileState::infected) << answers[1].text;
    EXPECT_EQ(answers[1].text, GetParam().name);
}

TEST_P(VendorOutput, OfAnInfectionUnderTheCleanCodeIsNotBelieved) {
    const auto answers = judged(GetParam().profile, GetParam().clean_code, GetParam().infected);
    EXPECT_EQ(answers[0].state, FileState::not_scanned);
    EXPECT_EQ(answers[1].state, FileState::infected);
}

INSTANTIATE_TEST_SUITE_P(Samples, VendorOutput, testing::ValuesIn(samples));

const std::string kesl_counts =
    "Scanned objects                     : 2\nTotal detected objects              : 0\n"
    "Infected objects and other objects  : 0\nDisinfected objects                 : 0\n"
    "Scan errors                         : 0\nPassword-protected objects          : 0\nSkipped               "
    "              : 0\n";

std::string with(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

TEST(KasperskyOutput, IsCleanWithoutAnyDetectionErrorOrSkip) {
    for (const auto& answer : judged("kaspersky", 0, kesl_counts))
        EXPECT_EQ(answer.state, FileState::clean) << answer.text;
}

TEST(KasperskyOutput, WithADetectionInfectsThePackage) {
    const auto answers = judged("kaspersky", 0,
                                with(kesl_counts, "Total detected objects              : 0",
                                     "Total detected objects              : 1"));
    EXPECT_EQ(answers[0].state, FileState::infected);
    EXPECT_EQ(answers[1].state, FileState::not_scanned);
}

TEST(KasperskyOutput, WithAProtectedFileOrALowCountIsNotScanned) {
    const auto locked = judged("kaspersky", 0,
                               with(kesl_counts, "Password-protected objects          : 0",
                                    "Password-protected objects          : 1"));
    EXPECT_EQ(locked[0].state, FileState::not_scanned);
    const auto low =
        judged("kaspersky", 0,
               with(kesl_counts, "objects                     : 2", "objects                     : 1"));
    EXPECT_EQ(low[1].state, FileState::not_scanned);
}

TEST(DrwebOutput, IsCleanOrNamesTheFileUnderOneCode) {
    const std::string summary =
        "Scanned objects: 2, scan errors: 0, threats found: 0, threats neutralized: 0.\n"
        "Scanned 0.07 KB in 0.08 s with speed 0.80 KB/s.\n";
    for (const auto& answer : judged("drweb", 0, summary))
        EXPECT_EQ(answer.state, FileState::clean) << answer.text;
    const auto answers =
        judged("drweb", 0, "/f/2 - infected with EICAR Test File (NOT a Virus!)\n" + summary);
    EXPECT_EQ(answers[0].state, FileState::not_scanned);
    EXPECT_EQ(answers[1].text, "EICAR Test File (NOT a Virus!)");
    EXPECT_EQ(judged("drweb", 0, with(summary, "errors: 0", "errors: 1"))[0].state, FileState::not_scanned);
}

std::string fact(const FactSource& source, const std::string& output) {
    for (const auto line : lines_of(output))
        if (const auto groups = source.pattern.find(line)) return groups->at("value");
    return "not found";
}

void expect_facts(const std::string& name, const std::string& output, const std::string& version,
                  const std::string& database, const std::string& date) {
    const auto profile = profile_of(name);
    if (!version.empty()) {
        EXPECT_EQ(fact(*profile.engine_version, output), version) << name;
    }
    EXPECT_EQ(fact(*profile.database_version, output), database) << name;
    const auto time =
        parse_date(fact(*profile.database_date, output), profile.date_format, Zone(std::chrono::minutes(0)));
    ASSERT_TRUE(time) << name << time.error().text();
    EXPECT_EQ(to_rfc3339(*time), date) << name;
}

TEST(VendorVersion, IsReadFromWhatTheScannersPrint) {
    expect_facts("trellix",
                 "AV Engine version: 5600.1067 for Linux64.\nDat set version: 9118 created Dec 26 2018\n",
                 "5600.1067", "9118", "2018-12-26T00:00:00Z");
    expect_facts("sophos",
                 "Engine version            : 3.74.2\nVirus data version        : 5.55\n"
                 "Released                  : 18 September 2018\n",
                 "3.74.2", "5.55", "2018-09-18T00:00:00Z");
    expect_facts("withsecure",
                 "F-Secure Linux Security version 11.10 build 68\nDatabase version: 2018-12-21_08\n",
                 "11.10 build 68", "2018-12-21_08", "2018-12-21T00:00:00Z");
    expect_facts("drweb",
                 "Core engine version: 7.00.47.04280\nVirus database timestamp: 2020-Aug-11 18:40:16\n"
                 "Virus database fingerprint: D2EFA560783BC31243E97B3B73766C18\n",
                 "7.00.47.04280", "D2EFA560783BC31243E97B3B73766C18", "2020-08-11T18:40:16Z");
    expect_facts("kaspersky", "Current AV databases date: 2019-06-11 20:12:00\n", "", "2019-06-11 20:12:00",
                 "2019-06-11T20:12:00Z");
    expect_facts("avast", "20122400\n", "", "20122400", "2020-12-24T00:00:00Z");
    expect_facts("clamscan", "ClamAV 1.4.6/27810/Mon Nov 23 20:11:22 2026\n", "1.4.6", "27810",
                 "2026-11-23T20:11:22Z");
}

}  // namespace
}  // namespace mme
