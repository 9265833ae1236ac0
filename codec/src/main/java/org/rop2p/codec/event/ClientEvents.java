package org.rop2p.codec.event;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.ActRequest;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.PackEmotion;
import org.rop2p.codec.view.Walk;

/** Reads what a client sends to a map server. */
public final class ClientEvents {
  private static final int NPC_ID = 2;
  private static final int RESTART_TYPE = 2;
  private static final int TO_CHARACTERS = 1;

  private ClientEvents() {}

  /** Whether {@link #read} makes events of such packets. */
  public static boolean reads(Packet packet) {
    return switch (packet) {
      case CZ_NOTIFY_ACTORINIT,
          CZ_REQUEST_TIME,
          CZ_REQUEST_MOVE,
          CZ_REQUEST_ACT,
          CZ_REQUEST_CHAT,
          CZ_REQ_EMOTION,
          CZ_REQ_EMOTION_EXPANSION,
          CZ_CONTACTNPC,
          CZ_CLOSE_DIALOG,
          CZ_REQ_CLOSESTORE,
          CZ_REQ_CLOSE_BUYING_STORE,
          CZ_CREATE_CHATROOM,
          CZ_REQ_ENTER_ROOM,
          CZ_REQ_EXIT_ROOM,
          CZ_RESTART,
          CZ_REQ_DISCONNECT ->
          true;
      default -> false;
    };
  }

  /** What a frame asks for, or null when that is nobody's business but the server's. */
  public static ClientEvent read(Packet packet, ByteBuf frame, Protocol protocol) {
    return switch (packet) {
      case CZ_NOTIFY_ACTORINIT -> new ClientEvent.MapLoaded();
      case CZ_REQUEST_TIME -> new ClientEvent.TimeAsked();
      case CZ_REQUEST_MOVE -> new ClientEvent.WalkAsked(Walk.readRequest(frame).to());
      case CZ_REQUEST_ACT -> act(ActRequest.read(frame, protocol));
      case CZ_REQUEST_CHAT -> new ClientEvent.ChatSaid(Chat.readOwn(frame).text());
      case CZ_REQ_EMOTION ->
          new ClientEvent.EmoteAsked(Emoticon.classic(Emotion.readRequest(frame).type()));
      case CZ_REQ_EMOTION_EXPANSION -> emote(PackEmotion.readRequest(frame));
      case CZ_CONTACTNPC -> new ClientEvent.NpcContacted(npcId(frame));
      case CZ_CLOSE_DIALOG -> new ClientEvent.DialogueClosed(npcId(frame));
      case CZ_REQ_CLOSESTORE, CZ_REQ_CLOSE_BUYING_STORE -> new ClientEvent.StallClosed();
      case CZ_CREATE_CHATROOM, CZ_REQ_ENTER_ROOM, CZ_REQ_EXIT_ROOM ->
          new ClientEvent.ChatRoomAsked();
      case CZ_RESTART ->
          new ClientEvent.RestartAsked(
              frame.getUnsignedByte(frame.readerIndex() + RESTART_TYPE) == TO_CHARACTERS);
      case CZ_REQ_DISCONNECT -> new ClientEvent.QuitAsked();
      default -> null;
    };
  }

  private static ClientEvent act(ActRequest request) {
    return new ClientEvent.ActAsked(request.target(), request.action());
  }

  private static ClientEvent emote(PackEmotion request) {
    return new ClientEvent.EmoteAsked(new Emoticon(request.pack(), request.emote()));
  }

  private static int npcId(ByteBuf frame) {
    return frame.getIntLE(frame.readerIndex() + NPC_ID);
  }
}
