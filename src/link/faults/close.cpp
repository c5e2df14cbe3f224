#include "fault.h"

namespace swapscope {

Fault closeFault()
{
    return {
        QStringLiteral("close"),
        {QStringLiteral("code"), QStringLiteral("reason"), QStringLiteral("probability"),
         QStringLiteral("after_messages"), QStringLiteral("after")},
        [](LinkFaults &, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
            bool ok = false;
            const QVariant given = args.value(QStringLiteral("code"), 1000);
            const int code = given.toInt(&ok);
            if (!ok || (code != 1005 && !wire::isValidCloseCode(code))) {
                return Error{
                    QStringLiteral("%1 cannot stand in a close frame; codes are 1000 to 1003, 1007 to 1014, "
                                   "3000 to 4999, and 1005 for a frame without one (RFC 6455, section 7.4)")
                        .arg(given.toString())};
            }
            const QString reason = args.value(QStringLiteral("reason")).toString();
            if (reason.toUtf8().size() > 123)
                return Error{QStringLiteral("a close frame's reason has room for 123 bytes, this one has %1")
                                 .arg(reason.toUtf8().size())};
            const auto bound = Bound::read(args, now);
            if (!bound)
                return bound.error();
            FaultEffect effect;
            effect.closeAll = wire::CloseInfo{code, reason};
            effect.probability = bound->probability();
            return effect;
        },
        true};
}

} // namespace swapscope
