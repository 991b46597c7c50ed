/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.PriceTable;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.json.JacksonTree;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.operation.OperationCaptures;
import io.github.bedrocktracing.internal.operation.ResponseHeaders;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.settings.Flags;
import io.github.bedrocktracing.internal.stream.ConverseStreamAccumulator;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;

/** Everything that reads what others have written, each fed one hostile input. */
enum Target {
  REQUEST_BODY(12) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      InvokeModelRequest request = request(mutator.of(seeds.requests()), mutator);
      OperationCapture capture = capture("InvokeModel");
      InferenceRequest read = capture.request(request);
      bounded(String.valueOf(read.model()));
      Oracle.content(capture.inputContent(request, Oracle.LIMITS), List.of(), List.of());
    }
  },
  RESPONSE_BODY(12) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      OperationCapture capture = capture("InvokeModel");
      capture.request(request(mutator.of(seeds.requests()), mutator));
      InferenceResponse read =
          capture
              .response(
                  InvokeModelResponse.builder()
                      .body(SdkBytes.fromByteArray(mutator.of(seeds.responses())))
                      .build(),
                  Oracle.LIMITS)
              .build();
      Oracle.content(InputContent.EMPTY, read.outputMessages(), read.streamedEvents());
    }
  },
  DOCUMENT(6) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      byte[] body = mutator.of(random.nextBoolean() ? seeds.requests() : seeds.responses());
      Object tree = JsonBytes.of(body).tree();
      boolean isStructure = tree instanceof Map<?, ?> || tree instanceof List<?>;
      if (!JacksonTree.isOfOtherEncoding(body) && (isStructure || tree == null)) {
        Object jackson = JacksonTree.read(body);
        if (!Objects.equals(tree, jackson)) {
          throw new AssertionError("not what Jackson reads: " + new String(body, UTF_8));
        }
      }
    }
  },
  CHUNKS(8) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      StreamAccumulator stream = invokeStream(mutator, seeds);
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        String base64 = Base64.getEncoder().encodeToString(mutator.of(seeds.chunks()));
        stream.event("chunk", JsonBytes.of(("{\"bytes\":\"" + base64 + "\"}").getBytes(UTF_8)));
      }
      finish(stream);
    }
  },
  FRAMES(11) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      StreamAccumulator stream =
          random.nextBoolean()
              ? invokeStream(mutator, seeds)
              : new ConverseStreamAccumulator(Oracle.LIMITS);
      tapped(stream, mutator.of(seeds.streams()), random);
    }
  },
  WHOLE_FRAMES(8) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      List<byte[]> frames = new ArrayList<>();
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        frames.add(
            random.nextBoolean()
                ? EventStreams.chunk(mutator.of(seeds.chunks()))
                : EventStreams.event(
                    EVENTS.get(random.nextInt(EVENTS.size())), mutator.of(EVENT_JSON)));
      }
      StreamAccumulator stream =
          random.nextBoolean()
              ? invokeStream(mutator, seeds)
              : new ConverseStreamAccumulator(Oracle.LIMITS);
      tapped(stream, EventStreams.concat(frames), random);
    }
  },
  EVENT_ORDER(8) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      StreamAccumulator stream = new ConverseStreamAccumulator(Oracle.LIMITS);
      List<String> order = new ArrayList<>(EVENTS);
      order.addAll(EVENTS);
      Collections.shuffle(order, random);
      for (String event : order) {
        stream.event(event, JsonBytes.of(mutator.of(EVENT_JSON)));
      }
      finish(stream);
    }
  },
  AGENT_FRAMES(5) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      AgentFrames agents = AgentFrames.any(random);
      tapped(agents.accumulator(), agents.changed(mutator), random);
    }
  },
  AGENT_EVENTS(5) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      AgentFrames agents = AgentFrames.any(random);
      tapped(agents.accumulator(), agents.changedWithin(mutator, random), random);
    }
  },
  RUNTIME_BODY(5) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      InferenceResponse read =
          RuntimeBody.send(mutator.of(RuntimeBody.BODIES), mutator, random).close().build();
      Oracle.content(InputContent.EMPTY, read.outputMessages(), read.streamedEvents());
    }
  },
  AGENT_TRACES(5) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      AgentEvents.feed(mutator, random);
    }
  },
  HEADERS(5) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(200);
      for (String header : Samples.HEADER_NAMES) {
        response.appendHeader(mutator.text(List.of(header)), mutator.text(Samples.HEADER_VALUES));
        response.appendHeader(header, mutator.text(Samples.HEADER_VALUES));
      }
      InferenceResponse.Builder read = InferenceResponse.builder();
      SdkHttpResponse built = response.build();
      ResponseHeaders.read(built, read);
      read.build();
    }
  },
  MODEL_ID(4) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      String id = mutator.text(Samples.MODEL_IDS);
      if (ModelId.parse(id).model().length() > id.length()) {
        throw new AssertionError("made up: " + id);
      }
    }
  },
  PRICE_FILE(4) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      try {
        bounded(PriceTable.read(new StringReader(mutator.text(Samples.PRICE_FILES))).toString());
      } catch (IllegalArgumentException wrong) {
        if (wrong.getMessage().length() > 1000) {
          throw new AssertionError("too much told: " + wrong.getMessage());
        }
      }
    }
  },
  SETTINGS(2) {
    @Override
    void feed(Mutator mutator, Seeds seeds, Random random) {
      String name = Samples.SETTINGS_READ.get(random.nextInt(Samples.SETTINGS_READ.size()));
      System.setProperty(name, mutator.text(Samples.SETTING_VALUES));
      Flags.enabled();
      Flags.autolog();
      Flags.latestGenAiConventions();
      Flags.contentCapture();
      Flags.redactPatterns();
      Flags.streamEvents();
      Flags.maxContentValueLength(1);
      Flags.maxContentLength(1);
      Flags.maxBinaryBytes(1);
      Flags.priceFile();
      Flags.mlflowFlavor();
      System.clearProperty(name);
    }
  };

  private static final List<String> EVENTS =
      List.of(
          "messageStart",
          "contentBlockStart",
          "contentBlockDelta",
          "contentBlockStop",
          "messageStop",
          "metadata",
          "chunk",
          "initial-response",
          "unknown");

  private static final List<byte[]> EVENT_JSON =
      List.of(
          b("{\"role\":\"assistant\",\"p\":\"abc\"}"),
          b(
              "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"n\"}}}"),
          b("{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hello\"}}"),
          b("{\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"{\\\"a\\\":1}\"}}}"),
          b("{\"contentBlockIndex\":2,\"delta\":{\"reasoningContent\":{\"text\":\"hm\"}}}"),
          b("{\"contentBlockIndex\":0}"),
          b("{\"stopReason\":\"end_turn\",\"additionalModelResponseFields\":{\"a\":[1]}}"),
          b("{\"usage\":{\"inputTokens\":1,\"outputTokens\":2},\"metrics\":{\"latencyMs\":3}}"));

  private final int share;

  Target(int share) {
    this.share = share;
  }

  /** Makes one input and feeds it. */
  abstract void feed(Mutator mutator, Seeds seeds, Random random);

  /** Returns how many of a hundred inputs are its. */
  int share() {
    return share;
  }

  private static OperationCapture capture(String operation) {
    return OperationCaptures.forExecution("BedrockRuntime", operation);
  }

  private static InvokeModelRequest request(byte[] body, Mutator mutator) {
    return InvokeModelRequest.builder()
        .modelId(mutator.text(Samples.MODEL_IDS))
        .body(SdkBytes.fromByteArray(body))
        .build();
  }

  private static StreamAccumulator invokeStream(Mutator mutator, Seeds seeds) {
    OperationCapture capture = capture("InvokeModelWithResponseStream");
    capture.request(
        InvokeModelWithResponseStreamRequest.builder()
            .modelId(mutator.text(Samples.MODEL_IDS))
            .body(SdkBytes.fromByteArray(mutator.of(seeds.requests())))
            .build());
    return capture.newStreamAccumulator(Oracle.LIMITS, null);
  }

  private static void tapped(StreamAccumulator stream, byte[] bytes, Random random) {
    InferenceResponse read = TappedBytes.send(stream, bytes, random).close().build();
    Oracle.content(InputContent.EMPTY, read.outputMessages(), read.streamedEvents());
  }

  private static void finish(StreamAccumulator stream) {
    stream.isComplete();
    InferenceResponse read = stream.response().build();
    Oracle.content(InputContent.EMPTY, read.outputMessages(), read.streamedEvents());
  }

  private static void bounded(String text) {
    if (text.length() > 1 << 20) {
      throw new AssertionError("too long: " + text.length());
    }
  }

  private static byte[] b(String text) {
    return text.getBytes(UTF_8);
  }
}
