#include "kind.h"

using namespace swapscope;
using test::s;

class TestHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhatToAnswer()
    {
        QCOMPARE(m_http.acts({{s("status"), 302},
                              {s("location"), s("/login")},
                              {s("type"), s("text/plain")},
                              {s("retry_after"), 5 * kSecond}}),
                 (FaultActs{.request = AnswerRequest{302, 5 * kSecond, "/login", "text/plain"}}));
    }

    void whatIsWrongIsSaid()
    {
        QCOMPARE(m_http.refusal({}), s("http needs status: the answer's status, from 200 to 599"));
        QCOMPARE(m_http.refusal({{s("status"), 101}}),
                 s("status must be a whole number from 200 to 599, not 101"));
        QCOMPARE(m_http.refusal({{s("status"), 302}, {s("location"), s("/a\r\nX: b")}}),
                 s("location and type are ASCII without control characters"));
        QCOMPARE(m_http.refusal({{s("status"), 503}, {s("requests"), s("some")}}),
                 s("requests must be live or all, not \"some\""));
    }

    void itIsTold()
    {
        QCOMPARE(m_http.inForce({{s("status"), 503}, {s("probability"), 0.2}}),
                 QStringList{s("answers 503 20 %")});
        QCOMPARE(m_http.phrase({{s("status"), 503}, {s("retry_after"), 120 * kSecond}}),
                 s("HTTP 503, retry after 2 min"));
    }

private:
    const test::Kind m_http{s("http")};
};

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
