#pragma once

#include "scriptanswers.h"

#include <js/context.h>

#include <QSet>
#include <QTimer>

#include <chrono>
#include <functional>

namespace swapscope {

// Finds the answers that nobody can give any more: what would have given them was stopped, or awaits what
// nothing in the script can settle. The first have failed; the others are told of once and wait on, as with
// any server. For the engine's thread.
class LostAnswers : public QObject
{
    Q_OBJECT

public:
    // After a stop it looks at once and then, each time twice as long after, up to `last`. An answer that has
    // been waited for as long as `patience` is looked at once or twice.
    struct Times
    {
        std::chrono::milliseconds first{1000};
        std::chrono::milliseconds last{64'000};
        std::chrono::milliseconds patience{5000};
    };

    // Both must outlive this. `never` is told what would have to answer, once for each such text.
    LostAnswers(js::Context &context, ScriptAnswers &answers, std::function<void(const QString &)> never,
                Times times);

    // A turn of the script was stopped. To be called when no Value keeps what was stopped alive.
    void stopped();
    // Looks now for what that stop has taken away.
    void look();
    // There may be new answers to wait for.
    void watch();

    // Only what has been lost by now fails.
    void failLost();

private:
    void lookForNever();

    js::Context &m_context;
    ScriptAnswers &m_answers;
    std::function<void(const QString &)> m_never;
    const Times m_times;
    QTimer m_again;
    std::chrono::milliseconds m_next{0};
    QTimer m_patience;
    QSet<QString> m_told;
};

} // namespace swapscope
