#pragma once

#include <link/linkstatus.h>

#include <QString>
#include <QUrl>

namespace swapscope {

struct ClientInfo
{
    QString name; // "A"
    QUrl url;     // where its page is, through its link: http://127.0.0.1:8137/
    LinkStatus link;
};

} // namespace swapscope
