#pragma once

#include <QByteArray>

#include <cstddef>
#include <optional>

namespace swapscope {

// The request at which a connection to an attached server ends, because it is wrong (LinkRequest::wrong). The
// link answers it itself, in its turn: behind the answers to the requests before it (RFC 9112, section
// 9.3.2). Nothing that the client sends behind it goes to the server. A value: what is written is up to the
// caller.
class RefusedRequest
{
public:
    // There is one; until then there is none. `exchange`: its ordinal on the connection. `answer`: the
    // link's.
    void begin(int exchange, const QByteArray &answer);
    bool isNone() const { return m_exchange == 0; }
    // Its answer, once, as soon as it is its turn: when none of the requests before it is `unanswered` any
    // more, and the `next` answer on the connection (Traffic::nextAnswer()) is the one to it.
    std::optional<QByteArray> takeAnswer(std::size_t unanswered, int next);

private:
    int m_exchange = 0;
    bool m_answered = false;
    QByteArray m_answer;
};

} // namespace swapscope
