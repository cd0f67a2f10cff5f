// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/icap_message.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

IcapHead head_of(const std::string& text) {
    auto head = parse_icap_head(text);
    EXPECT_TRUE(head) << text;
    return head ? *head : IcapHead{};
}

const std::string tag = "\"CI0001-1\"";

FileAnswer judged(const std::string& text, std::uint64_t sent = 100, std::uint64_t size = 100) {
    return judge_icap_answer(head_of(text), tag, sent, size);
}

TEST(IcapUrl, NamesHostPortAndService) {
    const auto service = parse_icap_url("icap://scan1:1345/avscan?allow204=on");
    ASSERT_TRUE(service);
    EXPECT_EQ(service->address, (Address{"", "scan1", "1345"}));
    EXPECT_EQ(parse_icap_url("icap://scan1/avscan")->address.port, "1344");
    EXPECT_EQ(parse_icap_url("icap://[::1]/avscan")->address.host, "::1");
    for (const char* text : {"", "icap://", "icap://h", "icap://h/", "icap:///s", "http://h/s", "icaps://h/s",
                             "icap://h/s\r\nX: y", "icap://h:0/s"})
        EXPECT_FALSE(parse_icap_url(text)) << text;
}

TEST(IcapHead, HasStatusAndHeadersOfAnyCaseAndFolding) {
    const auto head =
        head_of("ICAP/1.0 200 OK\r\nISTag: " + tag + "\r\nX-Violations-Found: 1\r\n\tfile\r\n\tName");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("istag"), tag);
    EXPECT_EQ(head.header("x-violations-found"), "1 file Name");
    EXPECT_EQ(head.header("none"), "");
}

TEST(IcapHead, RefusesWhatIsNone) {
    for (const char* text :
         {"", "HTTP/1.1 200 OK", "ICAP/1.0", "ICAP/1.0 2x4 No", "ICAP/1.0 204 No\r\nno colon",
          "ICAP/1.0 204 No\r\n folded", "ICAP/1.0 -04 No", "ICAP/1.0 20", "ICAP/1.0 2040 No", "ICAP/1.0 204x",
          "ICAP/1.0 099 No", "ICAP/1.0 204\tNo", "ICAP/1.1 204 No", "ICAP/1.0  204 No",
          "ICAP/1.0 204 No\r\nIS Tag: x", "ICAP/1.0 204 No\r\nISTag : x", "ICAP/1.0 204 No\r\n: x"})
        EXPECT_FALSE(parse_icap_head(text)) << text;
}

TEST(IcapOptions, NeedRespmod204AndIstag) {
    const std::string whole =
        "ICAP/1.0 200 OK\r\nMethods: RESPMOD, REQMOD\r\nAllow: 204\r\nISTag: x\r\nPreview: 1024";
    EXPECT_EQ(parse_icap_options(head_of(whole))->preview, 1024U);
    for (const char* line : {"Methods: RESPMOD, REQMOD", "Allow: 204", "ISTag: x"}) {
        std::string without = whole;
        without.replace(without.find(line), std::string(line).size(), "X-Other: y");
        EXPECT_FALSE(parse_icap_options(head_of(without))) << line;
    }
    EXPECT_FALSE(
        parse_icap_options(head_of("ICAP/1.0 404 Not Found\r\nMethods: RESPMOD\r\nAllow: 204\r\nISTag: x")));
    EXPECT_FALSE(parse_icap_options(head_of(whole + "x")));
}

TEST(IcapRequest, StatesWhereItsPartsBegin) {
    const auto service = parse_icap_url("icap://h/s").value();
    const auto request = icap_respmod_request(service, 5, 4);
    const auto body = request.substr(request.find("\r\n\r\n") + 4);
    const auto start = body.find("HTTP/1.1 200");
    EXPECT_NE(request.find("Encapsulated: req-hdr=0, res-hdr=" + std::to_string(start) +
                           ", res-body=" + std::to_string(body.size()) + "\r\n"),
              std::string::npos)
        << request;
    EXPECT_NE(request.find("Preview: 4\r\n"), std::string::npos);
}

TEST(IcapAnswer, IsCleanWith204ForTheWholeFileAlone) {
    EXPECT_EQ(judged("ICAP/1.0 204 No Content\r\nISTag: " + tag).state, FileState::clean);
    EXPECT_EQ(judged("ICAP/1.0 204 No Content\r\nISTag: " + tag, 99).state, FileState::not_scanned);
    for (const char* status :
         {"100 Continue", "200 OK", "206 Partial", "404 Not Found", "500 Error", "503 Busy"})
        EXPECT_EQ(judged(std::string("ICAP/1.0 ") + status + "\r\nISTag: " + tag).state,
                  FileState::not_scanned)
            << status;
}

TEST(IcapAnswer, WithAnotherIstagOrNoneIsNotScanned) {
    EXPECT_EQ(judged("ICAP/1.0 204 No Content\r\nISTag: \"CI0001-2\"").state, FileState::not_scanned);
    EXPECT_EQ(judged("ICAP/1.0 204 No Content").state, FileState::not_scanned);
}

TEST(IcapAnswer, NamesADetectionWhateverItsStatus) {
    for (const char* status : {"200 OK", "204 No Content"}) {
        const auto answer = judged(std::string("ICAP/1.0 ") + status +
                                   "\r\nX-Infection-Found: Type=0; Resolution=2; Threat=Win.Test-1;");
        EXPECT_EQ(answer.state, FileState::infected);
        EXPECT_EQ(answer.text, "Win.Test-1");
    }
    EXPECT_EQ(judged("ICAP/1.0 200 OK\r\nX-Violations-Found: 1").state, FileState::infected);
    EXPECT_EQ(judged("ICAP/1.0 200 OK\r\nX-Infection-Found:").state, FileState::infected);
}

TEST(IcapAnswer, OfAClamavLimitIsNotScanned) {
    EXPECT_EQ(judged("ICAP/1.0 200 OK\r\nX-Infection-Found: Threat=Heuristics.Encrypted.Zip;").state,
              FileState::not_scanned);
}

}  // namespace
}  // namespace mme
