#pragma once

#include <faults/acts.h>

#include <QByteArray>
#include <QHostAddress>
#include <QString>

namespace swapscope {

// A complete 502 answer, for a request with this method, when nothing listens at the server's address: a page
// that says so, and that a browser loads again every second (Refresh), because a page that was loaded while
// the server restarted would otherwise stay so. `why` is the system's reason. To HEAD it is the head alone.
QByteArray badGateway(const QByteArray &method, const QHostAddress &address, quint16 port,
                      const QString &why);

// A complete answer with this status to a request that the link does not pass on; `why` is a sentence for its
// sender. To HEAD it is the head alone.
QByteArray refusalOfRequest(const QByteArray &method, int status, const QString &why);

// The complete answer that a fault gives in the server's place. To HEAD it is the head alone.
QByteArray answerOfFault(const QByteArray &method, const AnswerRequest &answer);

} // namespace swapscope
