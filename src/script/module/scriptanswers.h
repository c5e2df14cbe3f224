#pragma once

#include <core/result.h>
#include <server/http/lateanswer.h>

#include <QHash>

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace swapscope {

// The answers of async handlers, which come later or in pieces: each has a number by which the library speaks
// of it. For the engine's thread.
class ScriptAnswers
{
public:
    ScriptAnswers() = default;
    // Those that still wait get a 503.
    ~ScriptAnswers();
    Q_DISABLE_COPY_MOVE(ScriptAnswers)

    // None is still to come.
    bool isEmpty() const { return m_open.isEmpty(); }
    // The number of a new one.
    int open();
    // What the handler's connection gets: the answer itself if it has come meanwhile, else the promise of
    // one. `handler`: what errors call it.
    Answer take(int id, const QString &handler);

    void answer(int id, Answer whole);
    // As a 500; one whose head has been sent ends in the middle.
    void fail(int id, const Error &error);
    // One that comes in pieces. Its head waits for the first piece, the end, or sendHeads(): what fails until
    // then can still be answered with a 500.
    void begin(int id, Answer head);
    bool piece(int id, const QByteArray &bytes);
    void end(int id);
    // A turn of the script is over, and what is to come in pieces waits: the heads go out without a piece, as
    // a reader of a stream wants to know at once that it is open.
    void sendHeads();

    // There are some that have not been looked at twice; what comes first may come too early.
    bool hasUnseen() const;
    // Looks at all, given the numbers of those that can still come: the handlers of the others.
    QStringList see(const std::set<int> &possible);

private:
    struct Waiting
    {
        std::shared_ptr<LateAnswer> late;
        bool taken = false; // the connection has it: when it is done nothing of it is needed here
        QString handler = {};
        std::optional<Answer> head = {}; // begun, not sent
        int seen = 0;                    // how often somebody has looked whether it can come
    };
    static void sendHead(Waiting &waiting);
    void close(int id);

    int m_last = 0;
    QHash<int, Waiting> m_open;
    std::vector<int> m_begun; // in this turn of the script
};

} // namespace swapscope
