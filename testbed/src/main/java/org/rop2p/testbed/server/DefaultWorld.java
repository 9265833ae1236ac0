package org.rop2p.testbed.server;

import java.util.List;
import java.util.Set;
import org.rop2p.codec.view.RawText;

/**
 * The world a stand-in has unless told otherwise: a town and an indoor map on the first map server,
 * a field on the second. Around the spawn there is open ground for 14 cells but for the guide.
 */
public final class DefaultWorld {
  public static final String TOWN = "prontera";
  public static final String INDOORS = "prt_in";

  /** On the second map server. */
  public static final String FIELD = "prt_fild08";

  public static final Place SPAWN = Place.of(TOWN, 156, 185);
  public static final Place GUIDE = Place.of(TOWN, 150, 188);

  /** Leads indoors, same server. */
  public static final Place TOWN_DOOR = Place.of(TOWN, 156, 203);

  public static final Place INDOORS_ENTRY = Place.of(INDOORS, 60, 60);
  public static final Place INDOORS_DOOR = Place.of(INDOORS, 60, 55);

  /** Leads to the field, other server. */
  public static final Place TOWN_GATE = Place.of(TOWN, 174, 185);

  public static final Place FIELD_ENTRY = Place.of(FIELD, 170, 370);
  public static final Place FIELD_GATE = Place.of(FIELD, 170, 375);

  public static final RawText GUIDE_NAME = RawText.ascii("Guide#prontera");

  private static final int GUIDE_JOB = 105;

  static final List<MapSpec> MAPS =
      List.of(
          new MapSpec(TOWN, 312, 392, 0, Set.of()),
          new MapSpec(INDOORS, 120, 120, 0, Set.of()),
          new MapSpec(FIELD, 400, 400, 1, Set.of()));

  static final List<PortalSpec> PORTALS =
      List.of(
          new PortalSpec(TOWN_DOOR, 1, INDOORS_ENTRY),
          new PortalSpec(INDOORS_DOOR, 1, Place.of(TOWN, 156, 199)),
          new PortalSpec(TOWN_GATE, 1, FIELD_ENTRY),
          new PortalSpec(FIELD_GATE, 1, Place.of(TOWN, 170, 185)));

  static final List<NpcSpec> NPCS =
      List.of(
          new NpcSpec(
              GUIDE,
              GUIDE_JOB,
              GUIDE_NAME,
              List.of(
                  List.of("[Guide]", "Welcome to the town.", "Do you need help?"),
                  List.of("[Guide]", "The gate is in the east, the door in the north.")),
              List.of("The gate", "The door", "Cancel"),
              List.of("Eighteen cells east.", "Eighteen cells north.", "Enjoy your stay.")));

  private DefaultWorld() {}
}
