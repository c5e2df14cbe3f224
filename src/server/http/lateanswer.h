#pragma once

#include "../channel/message.h"

#include <functional>

namespace swapscope {

// An answer that is not there yet when its handler returns: it comes whole later, or in pieces. Shared by
// whoever answers and the connection that waits; either may go first. For the server's thread.
class LateAnswer
{
public:
    // Whoever answers: either answer(), or begin(), pieces and end(). What comes too late, or when nobody
    // reads any more, is dropped.
    void answer(Answer whole);
    // The head of one that comes in pieces; its body is not used.
    void begin(Answer head);
    // False: nobody reads it any more.
    bool piece(const QByteArray &bytes);
    // Nothing more comes. `whole` false: something went wrong in the middle, which the peer must be able to
    // see.
    void end(bool whole = true);

    bool hasBegun() const { return m_state != State::Open; }
    bool isDone() const { return m_state == State::Done; }
    // The whole answer, if it is one that has come before anybody waited for it.
    std::optional<Answer> take();

    // Whoever waits: is told of what has come at once, and of the rest as it comes.
    struct Reader
    {
        std::function<void(const Answer &)> answer;
        std::function<void(const Answer &)> begin;
        std::function<void(const QByteArray &)> piece;
        std::function<void(bool whole)> end;
    };
    void readBy(Reader reader);
    // Nobody waits any more.
    void forget();

private:
    enum class State { Open, Begun, Done };

    State m_state = State::Open;
    bool m_forgotten = false;
    std::shared_ptr<const Reader> m_reader; // shared, so that it may be forgotten while it reads
    // Until somebody reads.
    std::optional<Answer> m_whole;
    std::optional<Answer> m_head;
    std::vector<QByteArray> m_pieces;
    bool m_endsWhole = true;
};

} // namespace swapscope
