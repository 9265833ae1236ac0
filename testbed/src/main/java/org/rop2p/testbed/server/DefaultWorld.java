package org.rop2p.testbed.server;

import java.util.List;
import java.util.Set;
import org.rop2p.codec.view.RawText;

/**
 * The world a stand-in has unless told otherwise: a town and an indoor map on the first map server,
 * a field on the second. A square of {@link #OPEN_SIDE} cells around the spawn is open ground
 * without a portal; but for the guide it is empty.
 */
public final class DefaultWorld {
  public static final String TOWN = "prontera";
  public static final String INDOORS = "prt_in";

  /** On the second map server. */
  public static final String FIELD = "prt_fild08";

  /**
   * Side of the open square whose middle is {@link #SPAWN}: the nearest portal, which reaches one
   * cell around it, begins 33 cells off.
   */
  public static final int OPEN_SIDE = 65;

  public static final Place SPAWN = Place.of(TOWN, 156, 185);
  public static final Place GUIDE = Place.of(TOWN, 150, 188);

  /** Leads indoors, same server. */
  public static final Place TOWN_DOOR = Place.of(TOWN, 156, 219);

  public static final Place INDOORS_ENTRY = Place.of(INDOORS, 60, 60);
  public static final Place INDOORS_DOOR = Place.of(INDOORS, 60, 55);

  /** Leads to the field, other server. */
  public static final Place TOWN_GATE = Place.of(TOWN, 190, 185);

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
          new PortalSpec(INDOORS_DOOR, 1, Place.of(TOWN, 156, 215)),
          new PortalSpec(TOWN_GATE, 1, FIELD_ENTRY),
          new PortalSpec(FIELD_GATE, 1, Place.of(TOWN, 186, 185)));

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
              List.of("Thirty cells east.", "Thirty cells north.", "Enjoy your stay.")));

  private DefaultWorld() {}
}
