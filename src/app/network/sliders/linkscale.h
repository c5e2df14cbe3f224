#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QString>

#include <vector>

namespace swapscope {

// What one of the link's sliders stands for: the values that its handle steps through, how a value is shown,
// and how one that was typed is read. The value 0 is "no such fault", wherever it stands on the scale. Pure.
struct LinkScale
{
    std::vector<double> stops;
    QString (*text)(double value) = nullptr;
    // The error is a few words for beside the field: what is expected.
    Result<double> (*read)(const QString &typed) = nullptr;

    int last() const { return static_cast<int>(stops.size()) - 1; }
    double valueAt(int position) const; // clamped to the scale
    int positionOf(double value) const; // the nearest
    int none() const { return positionOf(0); }
};

const LinkScale &jitterScale();    // nanoseconds
const LinkScale &bandwidthScale(); // kbit/s as the fault counts, shown in kB/s; unlimited at the far end
const LinkScale &lossScale();      // per cent
const LinkScale &idleScale();      // nanoseconds; off at the far end

// The latency slider shows two values. Its stops are those of jitterScale().
struct LatencyValue
{
    Nanoseconds delay = 0;
    Nanoseconds jitter = 0;

    friend bool operator==(const LatencyValue &, const LatencyValue &) = default;
};
QString latencyText(const LatencyValue &value); // "120 ms ± 40"
// "120", "120 ms ± 40", "1.5 s +- 200 ms"; a jitter without a unit has the delay's, both without have ms.
Result<LatencyValue> readLatency(const QString &typed);

// A duration as a person types it: "250ms", "5 s", "1,5 s", "2 min"; a bare number is in `unit` nanoseconds.
Result<Nanoseconds> readDuration(const QString &typed, Nanoseconds unit);

} // namespace swapscope
