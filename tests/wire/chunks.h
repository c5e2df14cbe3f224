#pragma once

#include <core/random.h>

#include <QByteArray>
#include <QByteArrayList>

#include <vector>

namespace swapscope::wire::test {

// One input cut into chunks.
struct Cut
{
    QByteArray name;
    QByteArrayList chunks;
};

// Cuts the input before each place that `here` names.
template<typename Predicate>
QByteArrayList cutWhere(const QByteArray &input, Predicate here)
{
    QByteArrayList chunks;
    qsizetype start = 0;
    for (qsizetype at = 1; at < input.size(); ++at) {
        if (here(at)) {
            chunks.append(input.sliced(start, at - start));
            start = at;
        }
    }
    chunks.append(input.sliced(start));
    return chunks;
}

// The ways in which a codec's input is cut: whole, byte by byte, between every CR and LF, after every CR LF,
// in two at each place (of a short input), and at random, from fine to coarse, the same for the same seed.
inline std::vector<Cut> cutsOf(const QByteArray &input, quint64 seed = 1)
{
    std::vector<Cut> cuts;
    cuts.push_back({"whole", {input}});
    cuts.push_back({"byte by byte", cutWhere(input, [](qsizetype) { return true; })});
    cuts.push_back({"CR | LF", cutWhere(input, [&](qsizetype at) { return input[at - 1] == '\r'; })});
    cuts.push_back({"CR LF |", cutWhere(input, [&](qsizetype at) { return input[at - 1] == '\n'; })});
    if (input.size() <= 512) {
        for (qsizetype place = 1; place < input.size(); ++place) {
            cuts.push_back({"in two at " + QByteArray::number(place),
                            cutWhere(input, [&](qsizetype at) { return at == place; })});
        }
    }
    for (quint64 round = 0; round < 60; ++round) {
        Random random = Random(seed).fork(round);
        const double probability = random.uniform(0.0, 1.0) * random.uniform(0.0, 1.0);
        cuts.push_back({"random " + QByteArray::number(round),
                        cutWhere(input, [&](qsizetype) { return random.uniform() < probability; })});
    }
    return cuts;
}

} // namespace swapscope::wire::test
