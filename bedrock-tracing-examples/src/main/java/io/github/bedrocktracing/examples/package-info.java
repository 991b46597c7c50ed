/** Programs that show bedrock-tracing at work. */
@NullMarked
package io.github.bedrocktracing.examples;

import org.jspecify.annotations.NullMarked;
