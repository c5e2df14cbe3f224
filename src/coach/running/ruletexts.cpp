#include "ruletexts.h"

#include <QRegularExpression>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

int numberOf(const Event &event, Field field, int otherwise)
{
    return event.data[field].toInt(otherwise);
}

bool truthOf(const Event &event, Field field, bool otherwise)
{
    return event.data.truth(field, otherwise);
}

QString secondsText(Nanoseconds time)
{
    const double seconds = static_cast<double>(time) / static_cast<double>(kSecond);
    return u"%1 s"_s.arg(seconds, 0, 'f', seconds < 100 ? 1 : 0);
}

bool looksLikeJson(const QString &text)
{
    const QString trimmed = text.trimmed();
    return (trimmed.startsWith(u'{') && trimmed.endsWith(u'}')) ||
           (trimmed.startsWith(u'[') && trimmed.endsWith(u']'));
}

bool looksLikeWholePage(const QString &text)
{
    static const QRegularExpression page(u"^\\s*<(!doctype|html|head|body)[\\s>]"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return page.match(text.left(200)).hasMatch();
}

} // namespace swapscope
