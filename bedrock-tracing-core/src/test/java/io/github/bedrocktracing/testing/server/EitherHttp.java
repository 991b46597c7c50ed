/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.util.List;
import java.util.function.Supplier;

/** Tells HTTP/2, which begins with its own preface, from HTTP/1.1, and reads whole requests. */
final class EitherHttp extends ByteToMessageDecoder {
  private static final int MAX_REQUEST_BYTES = 64 * 1024 * 1024;

  private final Supplier<ChannelHandler> newHandler;

  /**
   * Creates the start of a connection.
   *
   * @param newHandler makes what gets the whole requests of a connection, or of a stream of it
   */
  EitherHttp(Supplier<ChannelHandler> newHandler) {
    this.newHandler = newHandler;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < 3) {
      return;
    }
    boolean http2 = in.getByte(in.readerIndex() + 1) == 'R';
    if (http2) {
      context
          .pipeline()
          .addLast(
              // Netty's servers close connections on which many streams are cancelled.
              Http2FrameCodecBuilder.forServer().decoderEnforceMaxRstFramesPerWindow(0, 1).build(),
              new Http2MultiplexHandler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                      stream
                          .pipeline()
                          .addLast(
                              new Http2StreamFrameToHttpObjectCodec(true),
                              new HttpObjectAggregator(MAX_REQUEST_BYTES),
                              newHandler.get());
                    }
                  }));
    } else {
      context
          .pipeline()
          .addLast(
              new HttpServerCodec(), new HttpObjectAggregator(MAX_REQUEST_BYTES), newHandler.get());
    }
    context.pipeline().remove(this);
  }
}
