#pragma once

#include <js/context.h>

#include <core/result.h>
#include <server/channel/message.h>

namespace swapscope {

// A request as `req` of the script: .method .path .params .query .headers .cookies .session .client .form
// .files .body .csrfToken .htmx. The body is text (UTF-8, what is none replaced); a file has .name .filename
// .type .size .text and .data, an ArrayBuffer.
js::Value requestValue(js::Context &context, const Request &request);

// What the library made of a handler's result: { status, headers: [name, value, …], body }.
Answer answerOf(const js::Value &value);

// 500 with the error as plain text, for whoever develops the script.
Answer errorAnswer(const Error &error);

} // namespace swapscope
