#include "requestvalues.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

QJSValue requestValue(QJSEngine &engine, const Request &request)
{
    const HtmxFields &htmx = request.htmx;
    const QJsonObject plain{
        {u"method"_s, QString::fromLatin1(request.method)},
        {u"path"_s, request.path},
        {u"params"_s, request.params},
        {u"query"_s, request.query},
        {u"headers"_s, request.headers},
        {u"cookies"_s, request.cookies},
        {u"session"_s, request.session},
        {u"client"_s, request.client},
        {u"form"_s, request.form},
        {u"body"_s, QString::fromUtf8(request.body)},
        {u"csrfToken"_s, request.csrfToken},
        {u"htmx"_s, QJsonObject{{u"request"_s, htmx.request},
                                {u"boosted"_s, htmx.boosted},
                                {u"currentUrl"_s, htmx.currentUrl},
                                {u"target"_s, htmx.target},
                                {u"trigger"_s, htmx.trigger},
                                {u"triggerName"_s, htmx.triggerName}}},
    };
    QJSValue value = engine.toScriptValue(plain);
    QJSValue files = engine.newArray(static_cast<uint>(request.files.size()));
    quint32 at = 0;
    for (const UploadedFile &upload : request.files) {
        QJSValue file = engine.toScriptValue(QJsonObject{{u"name"_s, upload.name},
                                                         {u"filename"_s, upload.filename},
                                                         {u"type"_s, upload.type},
                                                         {u"size"_s, upload.data.size()},
                                                         {u"text"_s, QString::fromUtf8(upload.data)}});
        file.setProperty(u"data"_s, engine.toScriptValue(upload.data));
        files.setProperty(at++, file);
    }
    value.setProperty(u"files"_s, files);
    return value;
}

Answer answerOf(QJSEngine &engine, const QJSValue &value)
{
    Answer answer;
    answer.status = value.property(u"status"_s).toInt();
    const QJSValue headers = value.property(u"headers"_s);
    const quint32 length = headers.property(u"length"_s).toUInt();
    for (quint32 i = 0; i + 1 < length; i += 2)
        answer.fields.push_back(
            {headers.property(i).toString().toLatin1(), headers.property(i + 1).toString().toUtf8()});
    const QJSValue body = value.property(u"body"_s);
    answer.body = body.isString() ? body.toString().toUtf8() : engine.fromScriptValue<QByteArray>(body);
    return answer;
}

Answer errorAnswer(const Error &error)
{
    Answer answer;
    answer.status = 500;
    answer.fields.push_back({"Content-Type", "text/plain; charset=utf-8"});
    answer.body = (error.toString() + u'\n').toUtf8();
    return answer;
}

} // namespace swapscope
