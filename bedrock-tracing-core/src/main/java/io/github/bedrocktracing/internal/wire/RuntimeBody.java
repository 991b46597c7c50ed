/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonBytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies that go to and come from an agent in a runtime of AgentCore. They are of the
 * agent's own making, so that nothing is known of them but the media type.
 */
public final class RuntimeBody {
  /** A text is cut further on, and marked where it is; so some more has to be there. */
  private static final int CHARACTERS_BEYOND = 2048;

  private static final int MAX_UTF8_LENGTH = 3;

  private RuntimeBody() {}

  /** Returns how many bytes of a body are enough for all that may be recorded of it. */
  public static int maxBytes(CaptureLimits limits) {
    long wanted = MAX_UTF8_LENGTH * ((long) limits.maxCharacters() + CHARACTERS_BEYOND);
    return (int) Math.min(wanted, limits.maxBodyBytes());
  }

  /** Returns whether a body is a single JSON value as far as its media type tells. */
  public static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = mediaType(contentType);
    return type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
  }

  /**
   * Returns what a body says.
   *
   * @param contentType its media type; null when it is not told
   * @param bytes its beginning
   * @param size the number of all its bytes
   */
  public static List<MessagePart> parts(@Nullable String contentType, byte[] bytes, long size) {
    if (size == 0) {
      return List.of();
    }
    String type = contentType == null ? "application/json" : mediaType(contentType);
    if (type.equals("text/event-stream")) {
      return List.of(new MessagePart.Text(serverSentEvents(new String(bytes, UTF_8))));
    }
    if (type.startsWith("text/") || type.endsWith("json") || type.endsWith("xml")) {
      return List.of(new MessagePart.Text(plain(bytes)));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mime_type", type);
    fields.put("byte_size", size);
    return List.of(new MessagePart.Generic("body", fields));
  }

  /**
   * Returns the data of the events: texts one after the other, as an agent sends them piece by
   * piece, and anything else on a line of its own.
   */
  private static String serverSentEvents(String body) {
    StringBuilder text = new StringBuilder();
    for (String line : body.split("\\r\\n|\\r|\\n", -1)) {
      if (line.startsWith("data:")) {
        String data = line.substring(line.startsWith("data: ") ? 6 : 5);
        if (JsonBytes.of(data.getBytes(UTF_8)).tree() instanceof String piece) {
          text.append(piece);
        } else {
          boolean begun = text.length() > 0 && text.charAt(text.length() - 1) != '\n';
          text.append(begun ? "\n" : "").append(data).append('\n');
        }
      }
    }
    return text.toString().stripTrailing();
  }

  /** Returns the text that a body is, also where it is JSON that holds nothing but the text. */
  private static String plain(byte[] bytes) {
    boolean quoted = bytes.length > 0 && bytes[0] == '"';
    return quoted && JsonBytes.of(bytes).tree() instanceof String text
        ? text
        : new String(bytes, UTF_8);
  }

  private static String mediaType(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
