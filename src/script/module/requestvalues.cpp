#include "requestvalues.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

js::Argument argumentOf(const QJsonValue &value)
{
    if (value.isObject())
        return value.toObject();
    return value.toString();
}

} // namespace

js::Value requestValue(js::Context &context, const Request &request)
{
    const HtmxFields &htmx = request.htmx;
    const js::Value value = context.newObject();
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
    for (auto it = plain.begin(); it != plain.end(); ++it)
        context.set(value, it.key().toLatin1().constData(), argumentOf(it.value()));
    std::vector<js::Value> files;
    for (const UploadedFile &upload : request.files) {
        const js::Value file = context.newObject();
        context.set(file, "name", upload.name);
        context.set(file, "filename", upload.filename);
        context.set(file, "type", upload.type);
        context.set(file, "size", static_cast<double>(upload.data.size()));
        context.set(file, "text", QString::fromUtf8(upload.data));
        context.set(file, "data", upload.data);
        files.push_back(file);
    }
    context.set(value, "files", context.newArray(files));
    return value;
}

Answer answerOf(const js::Value &value)
{
    Answer answer;
    answer.status = static_cast<int>(value.property("status").number());
    const js::Value headers = value.property("headers");
    for (int i = 0; i + 1 < headers.length(); i += 2)
        answer.fields.push_back({headers.at(i).string().toLatin1(), headers.at(i + 1).utf8()});
    const js::Value body = value.property("body");
    answer.body = body.isString() ? body.utf8() : body.bytes();
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
