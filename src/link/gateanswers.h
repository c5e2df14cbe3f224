#pragma once

#include <faults/acts.h>

#include <QByteArray>
#include <QHostAddress>
#include <QString>

namespace swapscope {

// The whole answer that a link gives to a request with this method when there is no server behind it: a page
// that says so and what to do; the head of it alone to HEAD.
QByteArray badGateway(const QByteArray &method, const QHostAddress &address, quint16 port,
                      const QString &why);

// The whole answer that a fault gives in the server's place; the head of it alone to HEAD.
QByteArray answerOfFault(const QByteArray &method, const AnswerRequest &answer);

} // namespace swapscope
