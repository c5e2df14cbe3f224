#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QString>

namespace swapscope {

// The whole answer that a link gives when there is no server behind it: a page that says so and what to do.
QByteArray badGateway(const QHostAddress &address, quint16 port, const QString &why);

} // namespace swapscope
