/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import java.util.Optional;
import java.util.function.Function;

/**
 * A path of the service together with the answers given there.
 *
 * @param path the path, for POST requests
 * @param answers the answer to each request
 */
record Route(PathTemplate path, Function<Request, Answer> answers) {
  static Route post(String template, Function<Request, Answer> answers) {
    return new Route(PathTemplate.of(template), answers);
  }

  /** Returns the answer if the path, still encoded, belongs to this route. */
  Optional<Answer> answer(String rawPath, String body) {
    return path.match(rawPath).map(values -> answers.apply(new Request(values, body)));
  }
}
