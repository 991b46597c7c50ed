/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/** A recorded run of an agent. */
public final class RecordedRun {
  private static final Pattern TIME = Pattern.compile("\"20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z\"");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> OBSERVATIONS =
      Map.of(
          "actionGroupInvocationOutput", "execute_tool",
          "codeInterpreterInvocationOutput", "execute_tool",
          "knowledgeBaseLookupOutput", "retrieval",
          "agentCollaboratorInvocationOutput", "invoke_agent");

  private static final int CHECKSUM_LENGTH = 4;

  private final Path folder;

  private RecordedRun(Path folder) {
    this.folder = folder;
  }

  /** Returns all recorded runs below a folder of recordings. */
  public static List<RecordedRun> in(Path root) throws IOException {
    try (Stream<Path> cases = Files.list(root.resolve("agents-invoke-agent"))) {
      return cases.sorted().map(RecordedRun::new).toList();
    }
  }

  /** Returns the name of the case. */
  public String name() {
    return folder.getFileName().toString();
  }

  /** Returns the bytes as they were recorded. */
  public byte[] bytes() {
    try {
      return Files.readAllBytes(folder.resolve("stream.bin"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns where each frame ends. */
  public List<Integer> frameEnds() {
    ByteBuffer bytes = ByteBuffer.wrap(bytes());
    List<Integer> ends = new ArrayList<>();
    int at = 0;
    while (at < bytes.limit()) {
      at += bytes.getInt(at);
      ends.add(at);
    }
    return ends;
  }

  /**
   * Returns the operations whose end is told in the beginning of the recording, those of models
   * with their tokens.
   */
  public List<String> ended(int bytes) {
    List<String> ended = new ArrayList<>();
    List<Message> frames = frames();
    List<Integer> ends = frameEnds();
    for (int i = 0; i < frames.size() && ends.get(i) - CHECKSUM_LENGTH <= bytes; i++) {
      JsonNode traces = json(frames.get(i)).path("trace");
      traces
          .properties()
          .forEach(
              trace -> {
                if (trace.getKey().equals("guardrailTrace")) {
                  ended.add("apply_guardrail");
                }
                JsonNode usage = trace.getValue().at("/modelInvocationOutput/metadata/usage");
                if (trace.getValue().has("modelInvocationOutput")) {
                  ended.add("chat " + usage.path("inputTokens") + "/" + usage.path("outputTokens"));
                }
                JsonNode observation = trace.getValue().path("observation");
                OBSERVATIONS.forEach(
                    (name, operation) -> {
                      if (observation.has(name)) {
                        ended.add(operation);
                      }
                    });
              });
    }
    return ended;
  }

  /** Returns the earliest moment that the recording names. */
  public Instant beginning() {
    Instant earliest = Instant.MAX;
    for (Message frame : frames()) {
      Matcher times = TIME.matcher(new String(frame.getPayload(), StandardCharsets.UTF_8));
      while (times.find()) {
        Instant time = parse(times.group());
        earliest = time.isBefore(earliest) ? time : earliest;
      }
    }
    return earliest;
  }

  /** Returns the bytes with all times moved to begin at a moment, and pass so much faster. */
  public byte[] replayedAt(Instant beginning, int faster) {
    return EventStreams.concat(framesReplayedAt(beginning, faster));
  }

  /** Returns the frames with all times moved as {@link #replayedAt} does. */
  public List<byte[]> framesReplayedAt(Instant beginning, int faster) {
    Instant recorded = beginning();
    List<byte[]> frames = new ArrayList<>();
    for (Message frame : frames()) {
      String payload = new String(frame.getPayload(), StandardCharsets.UTF_8);
      String moved =
          TIME.matcher(payload)
              .replaceAll(
                  time ->
                      '"'
                          + beginning
                              .plus(
                                  Duration.between(recorded, parse(time.group())).dividedBy(faster))
                              .toString()
                          + '"');
      frames.add(EventStreams.event(frame.getHeaders().get(":event-type").getString(), moved));
    }
    return frames;
  }

  /**
   * Returns the windows in which models, tools, knowledge bases and guardrails were at work, as the
   * frames tell them, in their order.
   */
  public static List<String> windows(List<byte[]> frames) {
    List<String> windows = new ArrayList<>();
    for (byte[] frame : frames) {
      new MessageDecoder(
              message ->
                  json(message)
                      .path("trace")
                      .properties()
                      .forEach(
                          trace -> {
                            JsonNode told = trace.getValue();
                            List<JsonNode> sides = new ArrayList<>();
                            sides.add(told.path("modelInvocationOutput"));
                            sides.add(told.at("/observation/actionGroupInvocationOutput"));
                            sides.add(told.at("/observation/knowledgeBaseLookupOutput"));
                            if (trace.getKey().equals("guardrailTrace")) {
                              sides.add(told);
                            }
                            for (JsonNode side : sides) {
                              JsonNode window = side.path("metadata");
                              if (window.has("startTime")) {
                                windows.add(
                                    window.path("startTime").asText()
                                        + ' '
                                        + window.path("endTime").asText());
                              }
                            }
                          }))
          .feed(ByteBuffer.wrap(frame));
    }
    return windows;
  }

  @Override
  public String toString() {
    return name();
  }

  private List<Message> frames() {
    List<Message> frames = new ArrayList<>();
    new MessageDecoder(frames::add).feed(ByteBuffer.wrap(bytes()));
    return frames;
  }

  private static JsonNode json(Message frame) {
    try {
      return JSON.readTree(frame.getPayload());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Instant parse(String quoted) {
    return Instant.parse(quoted.substring(1, quoted.length() - 1));
  }
}
