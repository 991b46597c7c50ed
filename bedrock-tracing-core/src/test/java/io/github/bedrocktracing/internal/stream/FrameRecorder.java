/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Writes down the frames that a decoder hands it. */
final class FrameRecorder implements FrameHandler {
  final List<String> begun = new ArrayList<>();
  final List<String> seen = new ArrayList<>();
  final List<String> passedOver = new ArrayList<>();
  final List<Integer> lengths = new ArrayList<>();
  String unwanted = "";

  @Override
  public boolean begin(FrameKind kind, String type) {
    begun.add(kind + " " + type);
    return !type.equals(unwanted) || type.isEmpty();
  }

  @Override
  public void payload(JsonBytes payload) {
    byte[] bytes = Base64.getDecoder().decode(payload.object().text("bytes", ""));
    seen.add(begun.get(begun.size() - 1) + " " + new String(bytes, StandardCharsets.ISO_8859_1));
    lengths.add(payload.length());
  }

  @Override
  public void passedOver() {
    passedOver.add(begun.get(begun.size() - 1));
  }
}
