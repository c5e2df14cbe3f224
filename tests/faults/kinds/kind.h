#pragma once

#include <support/commands.h>

#include <QTest>

namespace swapscope::test {

inline QString s(const char *text)
{
    return QString::fromUtf8(text);
}

// One kind of fault, asked on its own.
struct Kind
{
    QString name;

    const Fault &fault() const { return *FaultCatalogue::standard().find(name); }
    // What it does with these arguments, which must be fine.
    FaultActs acts(const QVariantMap &values = {}) const
    {
        const Result<FaultActs> acts = fault().acts(arguments(values));
        return acts ? *acts : FaultActs{};
    }
    // Why the command is refused; empty: it is not.
    QString refusal(const QVariantMap &values) const
    {
        const Result<void> fine = FaultCatalogue::standard().check(command(name, values));
        return fine ? QString() : fine.error().message;
    }
    // As it is listed while it is in force, as soon as it is given.
    QStringList inForce(const QVariantMap &values = {}) const
    {
        LinkFaults faults;
        QStringList phrases;
        if (!applyFault(faults, name, values, 0))
            return {s("refused")};
        for (const FaultInForce &each : faults.shown(0))
            phrases << each.phrase;
        return phrases;
    }
    // The command in a few words.
    QString phrase(const QVariantMap &values = {}) const
    {
        return FaultCatalogue::standard().phrase(command(name, values));
    }
};

} // namespace swapscope::test
