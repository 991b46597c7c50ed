/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.capture;

import io.github.bedrocktracing.internal.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The metadata of a request for a model, which Bedrock writes to its invocation logs: 16 entries at
 * most, whose values have 256 characters of a certain kind at most. Converse has it as a map;
 * InvokeModel has a header of JSON.
 */
final class RequestMetadata {
  private static final String MEMBER = "requestMetadata";
  private static final String HEADER = "X-Amzn-Bedrock-Request-Metadata";
  private static final int MAX_ENTRIES = 16;

  /** What each part of the service's documentation allows. */
  private static final Pattern VALUE = Pattern.compile("[a-zA-Z0-9 ._:/=+@-]{1,256}");

  private RequestMetadata() {}

  /**
   * Returns the request with entries besides the caller's, as many as there is room for; with none
   * where the caller has a header, which is left as it is.
   *
   * @param headers tells by its name whether the caller adds a header
   */
  static SdkRequest with(
      SdkRequest request, Map<String, String> entries, Predicate<String> headers) {
    if (!SdkMembers.isMember(request, MEMBER)) {
      return request;
    }
    Object present = SdkMembers.member(request, MEMBER);
    boolean isMap = present instanceof Map<?, ?>;
    if ((present != null && !isMap) || (!isMap && headers.test(HEADER))) {
      return request;
    }
    Map<String, String> all = new LinkedHashMap<>();
    if (present instanceof Map<?, ?> map) {
      map.forEach((key, value) -> all.put((String) key, (String) value));
    }
    int before = all.size();
    entries.forEach(
        (key, value) -> {
          if (all.size() < MAX_ENTRIES && VALUE.matcher(value).matches()) {
            all.putIfAbsent(key, value);
          }
        });
    return all.size() == before
        ? request
        : SdkMembers.with(request, Map.of(MEMBER, isMap ? all : JsonText.write(all)));
  }
}
