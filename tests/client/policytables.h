#pragma once

#include <client/reconnect.h>

#include <QTest>

#include <algorithm>
#include <vector>

namespace swapscope {

inline char *toString(const DelayBounds &bounds)
{
    return qstrdup(qPrintable(QStringLiteral("%1 … %2").arg(bounds.minMs).arg(bounds.maxMs)));
}

// The bounds of attempts 1, 2, 3, …
inline std::vector<DelayBounds> boundsOf(const ReconnectPolicy &policy, int attempts, double retryMs = -1)
{
    std::vector<DelayBounds> bounds;
    for (int attempt = 1; attempt <= attempts; ++attempt)
        bounds.push_back(policy.bounds(attempt, retryMs));
    return bounds;
}

inline std::vector<DelayBounds> exactly(const std::vector<double> &delays)
{
    std::vector<DelayBounds> bounds;
    for (const double delay : delays)
        bounds.push_back({delay, delay});
    return bounds;
}

// Which of the close codes of RFC 6455, section 7.4, and of two private ones bring a socket back.
inline QList<int> codesThatReconnect(const ReconnectPolicy &policy)
{
    QList<int> codes;
    for (const int code : {1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
                           1015, 3000, 4000}) {
        if (policy.reconnects({.closeCode = code}))
            codes += code;
    }
    return codes;
}

// Draws are within the bounds, reach into both halves of them, and repeat with their seed.
inline void checkDraws(const ReconnectPolicy &policy)
{
    for (int attempt = 1; attempt <= 12; ++attempt) {
        const DelayBounds bounds = policy.bounds(attempt);
        const double middle = (bounds.minMs + bounds.maxMs) / 2;
        Random random(42);
        Random same(42);
        int below = 0;
        for (int i = 0; i < 1000; ++i) {
            const double delay = policy.delay(attempt, random);
            QVERIFY(bounds.contains(delay));
            QCOMPARE(policy.delay(attempt, same), delay);
            below += delay < middle;
        }
        if (bounds.minMs == bounds.maxMs)
            QCOMPARE(random.next(), Random(42).next()); // nothing was drawn
        else
            QVERIFY(below > 400 && below < 600);
    }
}

} // namespace swapscope
