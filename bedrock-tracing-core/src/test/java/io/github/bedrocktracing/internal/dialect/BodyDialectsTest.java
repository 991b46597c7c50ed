/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BodyDialectsTest {
  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-instant-v1,AnthropicText",
    "anthropic.claude-v2:1,AnthropicText",
    "us.anthropic.claude-3-haiku-20240307-v1:0,AnthropicMessages",
    "global.anthropic.claude-opus-4-8,AnthropicMessages",
    "amazon.nova-micro-v1:0,Nova",
    "amazon.nova-2-lite-v1:0,Nova",
    "amazon.nova-2-multimodal-embeddings-v1:0,NovaEmbeddings",
    "amazon.nova-canvas-v1:0,AmazonImage",
    "amazon.nova-reel-v1:0,NovaReel",
    "amazon.titan-image-generator-v1,AmazonImage",
    "amazon.titan-embed-text-v1,TitanEmbeddings",
    "amazon.titan-embed-g1-text-02,TitanEmbeddings",
    "amazon.titan-embed-image-v1,TitanEmbeddings",
    "amazon.titan-tg1-large,TitanText",
    "amazon.titan-text-premier-v1:0,TitanText",
    "amazon.rerank-v1:0,Rerank",
    "cohere.rerank-v3-5:0,Rerank",
    "cohere.embed-multilingual-v3,CohereEmbed",
    "cohere.command-text-v14,CohereCommand",
    "cohere.command-light-text-v14,CohereCommand",
    "cohere.command-r-v1:0,CohereCommandR",
    "cohere.command-r-plus-v1:0,CohereCommandR",
    "meta.llama3-1-8b-instruct-v1:0,Llama",
    "ai21.j2-mid-v1,Jurassic2",
    "ai21.jamba-instruct-v1:0,ChatCompletions",
    "mistral.mistral-7b-instruct-v0:2,MistralText",
    "mistral.mixtral-8x7b-instruct-v0:1,MistralText",
    "mistral.mistral-small-2402-v1:0,MistralText",
    "mistral.mistral-large-2402-v1:0,MistralText",
    "mistral.mistral-large-2407-v1:0,ChatCompletions",
    "mistral.ministral-3-8b-instruct,ChatCompletions",
    "deepseek.r1-v1:0,TextCompletions",
    "deepseek.v3.2,ChatCompletions",
    "qwen.qwen3-32b-v1:0,ChatCompletions",
    "openai.gpt-5.6-sol,ChatCompletions",
    "writer.palmyra-x4-v1:0,ChatCompletions",
    "google.gemma-3-27b-it,ChatCompletions",
    "minimax.minimax-m2.1,ChatCompletions",
    "moonshot.kimi-k2-thinking,ChatCompletions",
    "moonshotai.kimi-k2.5,ChatCompletions",
    "nvidia.nemotron-nano-9b-v2,ChatCompletions",
    "zai.glm-4.7,ChatCompletions",
    "xai.grok-4.3,ChatCompletions",
    "stability.stable-diffusion-xl-v1,StableDiffusionXl",
    "stability.stable-outpaint-v1:0,StabilityImage",
    "luma.ray-v2:0,LumaRay",
    "twelvelabs.pegasus-1-2-v1:0,Pegasus",
    "twelvelabs.marengo-embed-3-0-v1:0,Marengo",
    "acme.oracle-1,Generic",
    "does-not-exist,Generic",
    Exchange.OPAQUE + ",Generic",
  })
  void knowsUsualDialect(String modelId, String dialect) {
    assertThat(BodyDialects.usualFor(ModelId.parse(modelId)).dialect().getClass().getSimpleName())
        .isEqualTo(dialect + "Dialect");
  }
}
