#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

namespace swapscope {

// A run of a scenario.
struct SessionOptions
{
    QString htmx;                  // "2" or "4"; empty: the first that the scenario names
    QMap<QString, QString> params; // by name; what is not named has its default
    quint64 seed = 1;
    quint16 port = 0;            // of the first client's link, the next clients' follow; 0: any free ones
    bool portIsPreferred = true; // a busy port is replaced by a free one instead of being an error
    bool links = true;           // false: the server alone, `port` is its own
    QList<QByteArray> allowedHosts{}; // by which it may be asked besides its own (wire::OwnNames)

    friend bool operator==(const SessionOptions &, const SessionOptions &) = default;
};

} // namespace swapscope
